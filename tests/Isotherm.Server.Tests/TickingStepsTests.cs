using System.Threading.Channels;
using Isotherm.Domain;
using Microsoft.Extensions.Time.Testing;

namespace Isotherm.Server.Tests;

public sealed class TickingStepsTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_tick_comes_while_the_chain_is_silent_and_no_step_is_lost_to_it()
    {
        var time = new FakeTimeProvider();
        var chain = Channel.CreateBounded<ChainStep>(8);
        await using var steps = chain.Reader.ReadAllAsync(Ct).WithTicks(TimeSpan.FromSeconds(1), time, Ct).GetAsyncEnumerator(Ct);

        for (ulong number = 1; number <= 3; number++)
        {
            var next = steps.MoveNextAsync().AsTask();
            time.Advance(TimeSpan.FromSeconds(1));
            Assert.True(await next.WaitAsync(TimeSpan.FromSeconds(20), Ct));
            Assert.Null(steps.Current);
            var step = new ChainStep.Rewind(new BlockRef(number, "0x1"));
            await chain.Writer.WriteAsync(step, Ct);
            Assert.True(await steps.MoveNextAsync());
            Assert.Same(step, steps.Current);
        }

        chain.Writer.Complete();
        Assert.False(await steps.MoveNextAsync());
    }

    [Fact]
    public async Task It_is_left_while_the_chain_is_silent_without_leaving_anything_behind()
    {
        var time = new FakeTimeProvider();
        var left = false;
        var steps = SilentAsync(() => left = true, Ct).WithTicks(TimeSpan.FromSeconds(1), time, Ct).GetAsyncEnumerator(Ct);
        var next = steps.MoveNextAsync().AsTask();
        time.Advance(TimeSpan.FromSeconds(1));
        Assert.True(await next.WaitAsync(TimeSpan.FromSeconds(20), Ct));
        await steps.DisposeAsync();
        Assert.True(left);
    }

    private static async IAsyncEnumerable<ChainStep> SilentAsync(Action left, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct)
    {
        try
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, ct);
        }
        finally
        {
            left();
        }

        yield break;
    }
}
