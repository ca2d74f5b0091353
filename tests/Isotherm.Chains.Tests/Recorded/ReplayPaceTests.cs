using Isotherm.Chains.Recorded;
using Microsoft.Extensions.Time.Testing;

namespace Isotherm.Chains.Tests.Recorded;

public sealed class ReplayPaceTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Time_that_passes_while_a_wait_begins_is_not_waited_for_again()
    {
        var clock = new HastyClock();
        var pace = new ReplayPace(3_600, clock);
        pace.StartAt(0);

        await pace.UntilAsync(3_600, Ct).WaitAsync(TimeSpan.FromSeconds(5), TimeProvider.System, Ct);

        Assert.Equal(1, clock.Timers);
    }

    [Fact]
    public async Task A_wait_ends_when_it_is_cancelled()
    {
        using var stop = new CancellationTokenSource();
        var pace = new ReplayPace(1, new FakeTimeProvider());
        pace.StartAt(0);
        var waiting = pace.UntilAsync(10, stop.Token);
        Assert.False(waiting.IsCompleted);

        await stop.CancelAsync();

        await Task.WhenAny(waiting);
        Assert.True(waiting.IsCanceled);
    }

    // A second passes between the look at the clock and the timer's beginning.
    private sealed class HastyClock : FakeTimeProvider
    {
        public int Timers { get; private set; }

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            Timers++;
            Advance(TimeSpan.FromSeconds(1));
            return base.CreateTimer(callback, state, dueTime, period);
        }
    }
}
