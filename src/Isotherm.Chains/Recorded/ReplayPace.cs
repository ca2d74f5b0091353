namespace Isotherm.Chains.Recorded;

/// <summary>Turns recorded time into waiting. Waits do not add up their errors: each block is due at its distance from the start.</summary>
/// <param name="speed">Recorded seconds in a second of the clock; null for no waiting.</param>
/// <param name="time">The clock.</param>
internal sealed class ReplayPace(double? speed, TimeProvider time)
{
    private static readonly TimeSpan LongestDelay = TimeSpan.FromDays(1);

    private long _startedAt;
    private double _startSecond;

    /// <summary>This recorded second is now.</summary>
    public void StartAt(long second) => (_startedAt, _startSecond) = (time.GetTimestamp(), second);

    /// <summary>Waits until cancelled.</summary>
    public static async Task ForeverAsync(TimeProvider time, CancellationToken cancellation)
    {
        while (true)
        {
            await Task.Delay(LongestDelay, time, cancellation).ConfigureAwait(false);
        }
    }

    /// <summary>Waits until a recorded second.</summary>
    public async Task UntilAsync(double second, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        while (speed is { } pace)
        {
            var left = Left(second, pace);
            if (left <= TimeSpan.Zero)
            {
                return;
            }

            using var early = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
            var wait = Task.Delay(left < LongestDelay ? TimeSpan.FromMilliseconds(Math.Ceiling(left.TotalMilliseconds)) : LongestDelay, time, early.Token);
            if (Left(second, pace) > TimeSpan.Zero)
            {
                await wait.ConfigureAwait(false);
            }
            else
            {
                // The clock moved between the look at it and the timer's beginning: the timer would wait for that time once more.
                await early.CancelAsync().ConfigureAwait(false);
                await wait.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private TimeSpan Left(double second, double pace) => TimeSpan.FromSeconds((second - _startSecond) / pace) - time.GetElapsedTime(_startedAt);
}
