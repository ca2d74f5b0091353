using Isotherm.Chains.Evm;

namespace Isotherm.Chains.Tests.Anvil;

public sealed class HeadSubscriptionTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);

    [Fact]
    public async Task It_hears_new_heads_and_hears_them_again_after_the_node_was_away()
    {
        var cancellation = TestContext.Current.CancellationToken;
        var first = await AnvilChain.StartAsync();
        await using var heads = new HeadSubscription(new Uri($"ws://127.0.0.1:{first.Port}"), TimeSpan.FromMinutes(1), TimeProvider.System);
        var heard = await HearAsync(heads, first, cancellation);
        Assert.Contains(await first.TruthAsync(), t => t.Block.Hash == heard.Hash && t.Block.Number == heard.Number);

        var port = first.Port;
        await first.DisposeAsync();
        Assert.Null(await heads.NextAsync(TimeSpan.FromMilliseconds(300), cancellation));
        await using var second = await AnvilChain.StartAsync("--port", port.ToString(System.Globalization.CultureInfo.InvariantCulture));
        heard = await HearAsync(heads, second, cancellation);
        Assert.Contains(await second.TruthAsync(), t => t.Block.Hash == heard.Hash);
    }

    [Fact]
    public async Task Without_a_node_it_says_why_it_hears_nothing()
    {
        await using var heads = new HeadSubscription(new Uri("ws://127.0.0.1:1"), TimeSpan.FromMinutes(1), TimeProvider.System);
        Assert.Null(await heads.NextAsync(TimeSpan.FromMilliseconds(500), TestContext.Current.CancellationToken));
        Assert.Contains("the subscription broke", heads.LastError, StringComparison.Ordinal);
    }

    // Mines until one is heard: the subscription may still be on its way when the first block comes.
    private static async Task<HeadNotice> HearAsync(HeadSubscription heads, AnvilChain chain, CancellationToken cancellation)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(Limit);
        while (true)
        {
            await chain.StakeAsync(1, 1);
            if (await heads.NextAsync(TimeSpan.FromMilliseconds(200), limit.Token) is { } notice)
            {
                return notice;
            }
        }
    }
}
