using System.Numerics;
using System.Text.Json;
using Isotherm.Integration.Tests.Network;

namespace Isotherm.Integration.Tests.BadInput;

/// <summary>The chain says what can't be used: unknown tiles that remember their last ratio, and recovery when the cause goes.</summary>
public sealed class WrongValueTests
{
    private static readonly BigInteger Beyond = BigInteger.One << 130;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_unusable_price_makes_tiles_unknown_with_the_ratio_before_until_a_sound_one_comes()
    {
        using DataDirectory data = new();
        await using LocalNode node = await LocalNode.StartAsync(Ct);
        SmallNetwork network = await SmallNetwork.MakeAsync(node, 8, Ct);
        await using ServerProcess server = ServerProcess.Start(network.Contracts.ManifestText(), data.Path);

        foreach (Func<Task<string>> spoil in Spoilers(network))
        {
            await server.HealthyAtAsync(await network.AnswerAsync(SmallNetwork.Usd(8), Ct), Ct);
            JsonElement sound = await server.HeatmapAsync(Ct);
            Assert.All(Clusters(sound), c => Assert.Equal("green", c.GetProperty("zone").GetString()));

            await server.HealthyAtAsync(await spoil(), Ct);
            JsonElement blind = await server.HeatmapAsync(Ct);
            foreach ((JsonElement before, JsonElement now) in Clusters(sound).Zip(Clusters(blind)))
                IsUnknown(now, "tokenPrice", before, sound);
        }

        await server.HealthyAtAsync(await network.AnswerAsync(SmallNetwork.Usd(8), Ct), Ct);
        Assert.All(Clusters(await server.HeatmapAsync(Ct)), c => Assert.Equal("green", c.GetProperty("zone").GetString()));
    }

    [Fact]
    public async Task An_amount_beyond_128_bits_blinds_its_own_cluster_alone()
    {
        using DataDirectory data = new();
        await using LocalNode node = await LocalNode.StartAsync(Ct);
        SmallNetwork network = await SmallNetwork.MakeAsync(node, 8, Ct);
        await using ServerProcess server = ServerProcess.Start(network.Contracts.ManifestText(), data.Path);
        await server.HealthyAtAsync((await node.HeadAsync(Ct)).Hash, Ct);
        JsonElement before = await server.HeatmapAsync(Ct);

        await network.MineAsync(Ct, Transaction.Of(network.Contracts.Admin, network.Contracts.Token, SettlementAbi.Mint, network.Operator, Beyond));
        JsonElement last = Clusters(before)[1];
        await server.HealthyAtAsync((await node.HeadAsync(Ct)).Hash, Ct);
        JsonElement beforeStake = await server.HeatmapAsync(Ct);
        await server.HealthyAtAsync(await network.MineAsync(Ct, network.Settlement(network.Operator, SettlementAbi.Stake, 2, Beyond)), Ct);
        JsonElement wide = await server.HeatmapAsync(Ct);
        IsUnknown(Clusters(wide)[1], "assetsOutOfRange", Clusters(beforeStake)[1], beforeStake);
        Assert.Equal(BigInteger.Parse(last.GetProperty("collateral").GetString()!) + Beyond, BigInteger.Parse(Clusters(wide)[1].GetProperty("collateral").GetString()!));
        Assert.Equal("green", Clusters(wide)[0].GetProperty("zone").GetString());
        Assert.Equal("green", Clusters(wide)[2].GetProperty("zone").GetString());

        await server.HealthyAtAsync(await network.MineAsync(Ct, network.Settlement(network.Operator, SettlementAbi.Unstake, 2, Beyond)), Ct);
        JsonElement healed = Clusters(await server.HeatmapAsync(Ct))[1];
        Assert.Equal("green", healed.GetProperty("zone").GetString());
        Assert.Equal(last.GetProperty("settlementRatio").GetString(), healed.GetProperty("settlementRatio").GetString());
    }

    [Fact]
    public async Task An_event_that_does_not_decode_stops_at_the_block_before_and_goes_on_with_a_right_manifest()
    {
        using DataDirectory data = new();
        await using LocalNode node = await LocalNode.StartAsync(Ct);
        SmallNetwork network = await SmallNetwork.MakeAsync(node, 8, Ct);
        string before = (await node.HeadAsync(Ct)).Hash;
        string right = network.Contracts.ManifestText();
        // Same topic, other layout: what is indexed is not in the signature's hash.
        string wrong = right.Replace("uint256 indexed clusterId, uint256 amount, uint256 collateral", "uint256 indexed clusterId, uint256 indexed amount, uint256 collateral", StringComparison.Ordinal);
        Assert.NotEqual(right, wrong);

        await using (ServerProcess server = ServerProcess.Start(wrong, data.Path))
        {
            await server.HealthyAtAsync(before, Ct);
            await network.MineAsync(Ct, network.Settlement(network.Operator, SettlementAbi.Unstake, 1, 1));
            string problem = await server.ProblemAsync("does not decode", Ct);
            Assert.Contains("Unstaked(uint256,uint256,uint256,uint256)", problem, StringComparison.Ordinal);
            Assert.Equal(before, (await server.HeatmapAsync(Ct)).GetProperty("block").GetProperty("hash").GetString());
        }

        await using ServerProcess healed = ServerProcess.Start(right, data.Path);
        await healed.HealthyAtAsync((await node.HeadAsync(Ct)).Hash, Ct);
    }

    private static IEnumerable<Func<Task<string>>> Spoilers(SmallNetwork network)
    {
        yield return () => network.AnswerAsync(BigInteger.Zero, Ct);
        yield return () => network.AnswerAsync(-1, Ct);
        yield return () => network.AnswerAsync(BigInteger.One << 96, Ct);
        yield return () => network.MineAsync(
            Ct, Transaction.Of(network.Contracts.Oracle, network.Contracts.TokenFeed, SettlementAbi.SetAnswerAt, SmallNetwork.Usd(8), 2_000_000_000));
        yield return async () =>
        {
            await network.Contracts.Node.AdvanceAsync(ReferenceNetwork.MaxAgeSeconds + 1, Ct);
            string stale = await network.MineAsync(Ct);
            await network.Contracts.Node.AdvanceAsync(1, Ct);
            return stale;
        };
    }

    private static void IsUnknown(JsonElement now, string reason, JsonElement before, JsonElement heatmapBefore)
    {
        Assert.Equal("unknown", now.GetProperty("zone").GetString());
        Assert.Equal(reason, now.GetProperty("unknownReason").GetString());
        Assert.Equal(JsonValueKind.Null, now.GetProperty("ratio").ValueKind);
        Assert.Equal(JsonValueKind.Null, now.GetProperty("settlementRatio").ValueKind);
        Assert.Equal(JsonValueKind.Null, now.GetProperty("requiredTokens").ValueKind);
        JsonElement lastKnown = now.GetProperty("lastKnown");
        Assert.Equal(before.GetProperty("ratio").GetString(), lastKnown.GetProperty("ratio").GetString());
        Assert.Equal(before.GetProperty("zone").GetString(), lastKnown.GetProperty("zone").GetString());
        Assert.Equal(heatmapBefore.GetProperty("block").GetProperty("number").GetUInt64(), lastKnown.GetProperty("block").GetUInt64());
    }

    private static JsonElement[] Clusters(JsonElement heatmap) => [.. heatmap.GetProperty("clusters").EnumerateArray()];
}
