using System.Globalization;
using System.Numerics;
using System.Text.Json;
using Isotherm.Domain;
using Isotherm.Integration.Tests.BadInput;
using Isotherm.Integration.Tests.Network;

namespace Isotherm.Integration.Tests.Keeping;

/// <summary>The keeper on the real contract.</summary>
public sealed class KeeperTests
{
    private const string Flagged = "event Flagged(uint256 indexed clusterId, address indexed flagger, uint256 flaggedAt, uint256 deadline)";
    private const string Liquidated = "event Liquidated(uint256 indexed clusterId, address indexed liquidator, uint256 seized, uint256 bounty)";
    private const int All = SmallNetwork.Clusters;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task It_flags_what_falls_cures_what_recovers_and_liquidates_what_is_due()
    {
        using DataDirectory data = new();
        await using LocalNode node = await LocalNode.StartAsync(Ct);
        KeptNetwork network = await KeptNetwork.MakeAsync(node, data.Path, Ct);
        await using RunningKeeper keeper = RunningKeeper.Start(network.File, "--from", network.Keeper);
        await keeper.ToldAsync("ready", null, 1, Ct);

        await network.PriceAsync(60, Ct); // exactly critical: not below
        await network.PriceAsync(59, Ct);
        await keeper.ToldAsync("sent", "flag", All, Ct);
        await network.MineAsync(Ct);
        await keeper.ToldAsync("done", "flag", All, Ct);
        Assert.Equal(QueueState.Grace, await network.StateAsync(1, Ct));
        Assert.Equal(All, await network.LogsAsync(Flagged, Ct));

        await network.PriceAsync(60, Ct);
        await keeper.ToldAsync("sent", "cure", All, Ct);
        await network.MineAsync(Ct);
        await keeper.ToldAsync("done", "cure", All, Ct);
        Assert.Equal(QueueState.None, await network.StateAsync(3, Ct));

        await network.PriceAsync(50, Ct);
        await keeper.ToldAsync("sent", "flag", 2 * All, Ct);
        await network.MineAsync(Ct);
        await keeper.ToldAsync("done", "flag", 2 * All, Ct);
        await network.WaitAsync(ReferenceNetwork.GraceSeconds, Ct); // the deadline itself still protects
        Assert.Equal(0, keeper.Count("sent", "liquidate"));
        await network.PriceAsync(50, Ct);
        await keeper.ToldAsync("sent", "liquidate", All, Ct);
        await network.MineAsync(Ct);
        await keeper.ToldAsync("done", "liquidate", All, Ct);

        Assert.Equal(All, await network.LogsAsync(Liquidated, Ct));
        JsonElement[] done = keeper.Of("done", "liquidate");
        Assert.Equal(["1", "2", "3"], done.Select(d => d.GetProperty("cluster").GetString()).Order());
        Assert.All(done, d => Assert.Equal("800000000000000000000", d.GetProperty("seized").GetString()));
        BigInteger bounties = done.Aggregate(BigInteger.Zero, (sum, d) => sum + BigInteger.Parse(d.GetProperty("bounty").GetString()!, CultureInfo.InvariantCulture));
        Assert.Equal(await network.BalanceAsync(network.Keeper, Ct), bounties);
        Assert.True(bounties > 0);

        await network.MineAsync(Ct);
        (ulong mined, ulong pending) = await network.NoncesAsync(network.Keeper, Ct);
        Assert.Equal((4UL * All, 4UL * All), (mined, pending)); // nothing was sent twice
        Assert.Equal(0, await keeper.StopAsync());
    }

    [Fact]
    public async Task Two_keepers_at_once_do_each_thing_once_and_say_who_was_first()
    {
        using DataDirectory data = new();
        await using LocalNode node = await LocalNode.StartAsync(Ct);
        KeptNetwork network = await KeptNetwork.MakeAsync(node, data.Path, Ct);
        await using RunningKeeper one = RunningKeeper.Start(network.File, "--from", network.Keeper);
        await using RunningKeeper two = RunningKeeper.Start(network.File, "--from", network.Rival);

        await network.PriceAsync(50, Ct);
        await BothAsync(one, two, "flag", network);
        Assert.Equal(All, await network.LogsAsync(Flagged, Ct));
        await network.WaitAsync(ReferenceNetwork.GraceSeconds, Ct);
        await network.PriceAsync(50, Ct);
        await BothAsync(one, two, "liquidate", network);
        Assert.Equal(All, await network.LogsAsync(Liquidated, Ct));
        Assert.Equal((0, 0), (one.Count("reverted"), two.Count("reverted")));
    }

    [Fact]
    public async Task Above_a_ceiling_and_on_a_dry_run_nothing_is_sent()
    {
        using DataDirectory data = new();
        await using LocalNode node = await LocalNode.StartAsync(Ct);
        KeptNetwork network = await KeptNetwork.MakeAsync(node, data.Path, Ct);
        await network.PriceAsync(50, Ct);

        (int code, JsonElement[] dear) = await OnceAsync(network, "--max-fee-gwei", "1.1");
        Assert.Equal(1, code);
        Assert.Equal(All, dear.Count(e => e.GetProperty("event").GetString() == "held" && e.GetProperty("words").GetString()!.EndsWith("above --max-fee-gwei 1.1", StringComparison.Ordinal)));
        (code, JsonElement[] heavy) = await OnceAsync(network, "--max-gas", "30000");
        Assert.Equal(1, code);
        Assert.Equal(All, heavy.Count(e => e.GetProperty("event").GetString() == "held" && e.GetProperty("words").GetString()!.EndsWith("above --max-gas 30000", StringComparison.Ordinal)));
        (code, JsonElement[] dry) = await OnceAsync(network, "--dry-run");
        Assert.Equal(0, code);
        Assert.Equal(All, dry.Count(e => e.GetProperty("event").GetString() == "would-send"));
        Assert.Equal((0UL, 0UL), await network.NoncesAsync(network.Keeper, Ct));
        Assert.DoesNotContain(dear.Concat(heavy).Concat(dry), e => e.GetProperty("event").GetString() == "sent");
    }

    [Fact]
    public async Task A_stale_price_blocks_and_its_return_is_noted_waited_for_and_then_acted_on()
    {
        using DataDirectory data = new();
        await using LocalNode node = await LocalNode.StartAsync(Ct);
        KeptNetwork network = await KeptNetwork.MakeAsync(node, data.Path, Ct);
        await using RunningKeeper keeper = RunningKeeper.Start(network.File, "--from", network.Keeper);
        await network.PriceAsync(50, Ct);
        await keeper.ToldAsync("sent", "flag", All, Ct);
        await network.MineAsync(Ct);
        await keeper.ToldAsync("done", "flag", All, Ct);

        await network.WaitAsync(ReferenceNetwork.MaxAgeSeconds + 10, Ct);
        await keeper.ToldAsync("waiting", "liquidate", All, Ct);
        Assert.All(keeper.Of("waiting"), w => Assert.Equal("execution blocked: the token price is stale (older than 60 s)", w.GetProperty("words").GetString()));
        Assert.Equal(QueueState.Blocked, await network.StateAsync(1, Ct));

        // The price is back, but the contract has not noticed: its own liquidate would notice, refuse, and forget that it did.
        await network.PriceAsync(50, Ct);
        Assert.Equal(QueueState.Due, await network.StateAsync(1, Ct));
        await keeper.ToldAsync("sent", "touchPrice", 1, Ct);
        Assert.Equal(0, keeper.Count("sent", "liquidate"));
        await network.MineAsync(Ct);
        await keeper.ToldAsync("done", "touchPrice", 1, Ct);
        await keeper.ToldAsync("waiting", "liquidate", 3 * All, Ct);
        Assert.Contains(keeper.Of("waiting"), w => w.GetProperty("words").GetString()!.StartsWith("execution blocked: the price has just returned, recovery window until ", StringComparison.Ordinal));

        await network.WaitAsync(ReferenceNetwork.RecoverySeconds, Ct);
        await keeper.ToldAsync("sent", "liquidate", All, Ct);
        await network.MineAsync(Ct);
        await keeper.ToldAsync("done", "liquidate", All, Ct);
        Assert.Equal(1, keeper.Count("sent", "touchPrice"));
        Assert.Equal((0, 0), (keeper.Count("refused"), keeper.Count("reverted")));
    }

    [Fact]
    public async Task A_reorganisation_between_simulation_and_sending_sends_nothing_and_one_after_it_is_made_good()
    {
        using DataDirectory data = new();
        await using LocalNode node = await LocalNode.StartAsync(Ct);
        KeptNetwork network = await KeptNetwork.MakeAsync(node, data.Path, Ct);
        await using RpcProxy proxy = await RpcProxy.StartAsync(node.Http, Ct);
        proxy.After = ("eth_estimateGas", All, () => node.ReorganiseAsync(1, [], Ct)); // the fall of the price is undone
        await using RunningKeeper keeper = RunningKeeper.Start(network.File, "--from", network.Keeper, "--node", proxy.Url.ToString());
        await keeper.ToldAsync("ready", null, 1, Ct);

        await network.PriceAsync(50, Ct);
        await Browser.Eventually.HoldsAsync("the reorganisation", () => Task.FromResult(proxy.After is null ? null : "not yet"), 30, Ct);
        await network.MineAsync(Ct);
        await network.PriceAsync(50, Ct);
        await keeper.ToldAsync("sent", "flag", All, Ct);
        Assert.Contains(keeper.Of("held"), h => h.GetProperty("words").GetString()!.StartsWith("the chain was reorganised", StringComparison.Ordinal));
        Assert.Equal(All, proxy.Count("eth_sendTransaction"));
        await network.MineAsync(Ct);
        await keeper.ToldAsync("done", "flag", All, Ct);

        // The block with our transactions is orphaned, and the node drops them: they are sent again, since the contract says so.
        await node.RollBackAsync(1, Ct);
        await network.MineAsync(Ct);
        await keeper.ToldAsync("lost", "flag", All, Ct);
        await keeper.ToldAsync("sent", "flag", 2 * All, Ct);
        await network.MineAsync(Ct);
        await keeper.ToldAsync("done", "flag", 2 * All, Ct);
        Assert.Equal(All, await network.LogsAsync(Flagged, Ct));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_signer_apart_signs_what_the_node_could_not(bool sendsItself)
    {
        using DataDirectory data = new();
        await using LocalNode local = await LocalNode.StartAsync(Ct);
        KeptNetwork network = await KeptNetwork.MakeAsync(local, data.Path, Ct);
        await using RpcProxy node = await RpcProxy.StartAsync(local.Http, Ct);
        await using RpcProxy signer = await RpcProxy.StartAsync(local.Http, Ct);
        node.Unknown.UnionWith(["eth_sendTransaction", "eth_signTransaction", "eth_accounts"]); // a node without accounts
        if (sendsItself)
            signer.Unknown.Add("eth_signTransaction");
        await using RunningKeeper keeper = RunningKeeper.Start(network.File, "--from", network.Keeper, "--node", node.Url.ToString(), "--signer", signer.Url.ToString());
        await network.PriceAsync(50, Ct);

        await keeper.ToldAsync("sent", "flag", All, Ct);
        await network.MineAsync(Ct);
        await keeper.ToldAsync("done", "flag", All, Ct);

        Assert.Equal(sendsItself ? (All, 0) : (0, All), (signer.Count("eth_sendTransaction"), node.Count("eth_sendRawTransaction")));
        Assert.Equal((0, 0), (signer.Count("eth_call"), node.Count("eth_sendTransaction")));
    }

    [Fact]
    public async Task Transactions_that_it_does_not_know_are_waited_for()
    {
        using DataDirectory data = new();
        await using LocalNode node = await LocalNode.StartAsync(Ct);
        KeptNetwork network = await KeptNetwork.MakeAsync(node, data.Path, Ct);
        await network.PriceAsync(50, Ct);
        await node.AskAsync("eth_sendTransaction", [new { from = network.Keeper, to = network.Keeper, gas = "0x5208", gasPrice = "0x174876e800" }], Ct);

        await using RunningKeeper keeper = RunningKeeper.Start(network.File, "--from", network.Keeper);
        await keeper.ToldAsync("problem", null, 1, Ct);
        Assert.Contains("1 transactions of", keeper.Of("problem")[0].GetProperty("words").GetString(), StringComparison.Ordinal);
        Assert.Equal((0UL, 1UL), await network.NoncesAsync(network.Keeper, Ct));
        await network.MineAsync(Ct);
        await keeper.ToldAsync("sent", "flag", All, Ct);
    }

    private static async Task BothAsync(RunningKeeper one, RunningKeeper two, string act, KeptNetwork network)
    {
        await one.ToldAsync("sent", act, All, Ct);
        await two.ToldAsync("sent", act, All, Ct);
        await network.MineAsync(Ct);
        await Browser.Eventually.HoldsAsync(
            $"the end of {act}",
            () => Task.FromResult(new[] { one, two }.All(k => k.Count("done", act) + k.Count("done-by-another", act) == All) ? null : "not told yet"),
            60,
            Ct);
        Assert.Equal((All, All), (one.Count("done", act) + two.Count("done", act), one.Count("done-by-another", act) + two.Count("done-by-another", act)));
    }

    private static async Task<(int Code, JsonElement[] Events)> OnceAsync(KeptNetwork network, params string[] options)
    {
        await using RunningKeeper keeper = RunningKeeper.Start([network.File, "--from", network.Keeper, "--once", .. options]);
        await Browser.Eventually.HoldsAsync(
            "the end", () => Task.FromResult(keeper.Ended.IsCompleted ? null : $"told:\n{string.Join('\n', keeper.Events.Select(e => e.GetRawText()))}"), 60, Ct);
        return (await keeper.Ended, [.. keeper.Events]);
    }
}
