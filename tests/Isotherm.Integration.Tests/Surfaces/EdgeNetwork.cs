using System.Numerics;
using Isotherm.Integration.Tests.Network;

namespace Isotherm.Integration.Tests.Surfaces;

/// <summary>A real chain with clusters on the edges of both thresholds at three prices: today's, a crash's, and the one that a reorganisation puts in the crash's place.</summary>
internal sealed class EdgeNetwork : IAsyncDisposable
{
    /// <summary>USD × 10⁸.</summary>
    public static readonly BigInteger Today = 20_000_000;

    /// <summary>USD × 10⁸.</summary>
    public static readonly BigInteger Crash = 12_500_000;

    /// <summary>USD × 10⁸.</summary>
    public static readonly BigInteger OtherCrash = 16_000_000;

    private const int FeedDecimals = 8;
    private const int BlockSeconds = 30;
    private const int BlocksToTheFloor = 220;
    private const int FloorBaseFeeWei = 7;
    private const int RegistrationsPerBlock = 6;

    private static readonly BigInteger Launch = 1_000_000_000;
    private static readonly BigInteger Native = 300_000_000_000;
    private static readonly BigInteger BaseUsd = 40_000_000_000;
    private static readonly BigInteger Reward = BigInteger.Pow(10, 18) + 7;
    private static readonly string[] Regions = ["ap-south", "eu-central", "us-east"];

    private EdgeNetwork(ReferenceNetwork network, IReadOnlyList<EdgeCluster> clusters)
    {
        Network = network;
        Clusters = clusters;
    }

    public ReferenceNetwork Network { get; }

    /// <summary>In the order of their ids, which begin with 1.</summary>
    public IReadOnlyList<EdgeCluster> Clusters { get; }

    public string Manifest => Network.ManifestText(blockTime: BlockSeconds);

    private LocalNode Node => Network.Node;

    public static async Task<EdgeNetwork> StartAsync(CancellationToken ct)
    {
        var node = await LocalNode.StartAsync(ct);
        try
        {
            var edges = new EdgeNetwork(await ReferenceNetwork.DeployAsync(node, FeedDecimals, ct), [.. Edges()]);
            await edges.RegisterAsync(ct);
            await edges.ArriveInThePresentAsync(ct);
            return edges;
        }
        catch
        {
            await node.DisposeAsync();
            throw;
        }
    }

    /// <summary>Mines a block in which the token has this price, USD × 10⁸.</summary>
    public Task<NodeBlock> PriceAsync(BigInteger price, CancellationToken ct) => MineAsync([Answer(Network.TokenFeed, price), Answer(Network.NativeFeed, Native)], ct);

    /// <summary>Flags all that can be flagged at the present price.</summary>
    public Task<NodeBlock> FlagAsync(IEnumerable<int> ids, CancellationToken ct) =>
        MineAsync([Transaction.Of(Network.Keeper, Network.Settlement, SettlementAbi.FlagMany, [ids.Select(id => (object?)id).ToArray()])], ct);

    /// <summary>Takes the last blocks off and puts one more in their place: a block with this price, and empty ones.</summary>
    public async Task<NodeBlock> ReplaceAsync(int depth, BigInteger price, CancellationToken ct)
    {
        await Node.RollBackAsync(depth, ct);
        await PriceAsync(price, ct);
        for (var block = 0; block < depth; block++)
            await MineAsync([], ct);
        return await Node.HeadAsync(ct);
    }

    public ValueTask DisposeAsync() => Node.DisposeAsync();

    // Gas 120 000 a node at the floor of the base fee, in tokens, rounded up.
    private static BigInteger GasPerNode(BigInteger price) => ((120_000 * FloorBaseFeeWei * Native) + price - 1) / price;

    private static IEnumerable<EdgeCluster> Edges() =>
        from price in new[] { Today, Crash, OtherCrash }
        from threshold in new[] { ReferenceNetwork.WarningBps, ReferenceNetwork.CriticalBps }
        from isDisplayed in new[] { true, false }
        from offset in new[] { -1, 0, 1 }
        select new EdgeCluster(threshold, isDisplayed, price, offset, offset + 2, 8);

    // While the token is dear everyone is safe and may register; a part of what they hold is rewards.
    private async Task RegisterAsync(CancellationToken ct)
    {
        await PriceAsync(Launch, ct);
        await MineAsync([Transaction.Of(Network.Admin, Network.Settlement, SettlementAbi.AddClass, "H100", BaseUsd, 10_000)], ct);
        var operators = Network.OperatorAccounts.ToArray();
        foreach (var wave in Clusters.Select((cluster, i) => Registration(cluster, i, operators[i % operators.Length])).Chunk(RegistrationsPerBlock))
            await MineAsync([Answer(Network.TokenFeed, Launch), .. wave], ct);
        object?[] firstNodes = [.. Clusters.Select((_, i) => (object?)(1 + Clusters.Take(i).Sum(c => c.Nodes)))];
        object?[] rewards = [.. firstNodes.Select(_ => (object?)Reward)];
        await MineAsync([Transaction.Of(Network.Admin, Network.Settlement, SettlementAbi.CreditRewards, firstNodes, rewards) with { Gas = 6_000_000 }], ct);
    }

    private Transaction Registration(EdgeCluster cluster, int at, string from)
    {
        var collateral = cluster.AssetsWei(BaseUsd, GasPerNode(cluster.PriceAt)) - Reward;
        var each = collateral / cluster.Nodes;
        object?[] amounts = [.. Enumerable.Range(0, cluster.Nodes).Select(node => (object?)(node == 0 ? collateral - (each * (cluster.Nodes - 1)) : each))];
        object?[] gpus = [.. Enumerable.Repeat((object?)cluster.GpusPerNode, cluster.Nodes)];
        return Transaction.Of(from, Network.Settlement, SettlementAbi.RegisterCluster, 1, cluster.Name, Regions[at % Regions.Length], gpus, amounts);
    }

    // Empty blocks bring the base fee to its floor, where it stays; then block times go on from now.
    private async Task ArriveInThePresentAsync(CancellationToken ct)
    {
        await Node.AskAsync("anvil_mine", [BlocksToTheFloor], ct);
        await Node.AskAsync("evm_setNextBlockTimestamp", [TimeProvider.System.GetUtcNow().ToUnixTimeSeconds()], ct);
        await MineAsync([], ct);
        Assert.Equal(FloorBaseFeeWei, (await PriceAsync(Today, ct)).BaseFee);
    }

    private async Task<NodeBlock> MineAsync(IReadOnlyList<Transaction> transactions, CancellationToken ct)
    {
        var hashes = await Node.MineAsync(transactions, ct);
        Assert.Equal(transactions.Count, await Node.SucceededAsync(hashes, ct));
        return await Node.HeadAsync(ct);
    }

    private Transaction Answer(string feed, BigInteger answer) => Transaction.Of(Network.Oracle, feed, SettlementAbi.SetAnswer, answer);
}
