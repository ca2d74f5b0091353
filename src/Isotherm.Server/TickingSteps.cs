using System.Runtime.CompilerServices;
using Isotherm.Domain;

namespace Isotherm.Server;

/// <summary>Lets a clock have a word between the steps of a chain, so that one writer takes both in turn.</summary>
internal static class TickingSteps
{
    /// <summary>The steps in order, and null whenever a period has passed without one being taken.</summary>
    /// <param name="steps">A chain's.</param>
    /// <param name="period">Between two ticks; those that are not taken in time are dropped.</param>
    /// <param name="time">The clock.</param>
    /// <param name="ct">Ends the sequence.</param>
    public static async IAsyncEnumerable<ChainStep?> WithTicks(
        this IAsyncEnumerable<ChainStep> steps, TimeSpan period, TimeProvider time, [EnumeratorCancellation] CancellationToken ct)
    {
        using var leaving = CancellationTokenSource.CreateLinkedTokenSource(ct);
        await using var chain = steps.GetAsyncEnumerator(leaving.Token);
        using var timer = new PeriodicTimer(period, time);
        Task<bool>? step = null;
        Task<bool>? tick = null;
        try
        {
            while (true)
            {
                step ??= chain.MoveNextAsync().AsTask();
                tick ??= timer.WaitForNextTickAsync(leaving.Token).AsTask();
                if (!step.IsCompleted && await Task.WhenAny(step, tick) == tick)
                {
                    await tick;
                    tick = null;
                    yield return null;
                    continue;
                }

                if (!await step)
                    yield break;
                step = null;
                yield return chain.Current;
            }
        }
        finally
        {
            // A chain is not left while it is on its way to its next step.
            await leaving.CancelAsync();
            if (step is not null)
                await ((Task)step).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
