using System.Numerics;
using System.Text.Json;
using Isotherm.Integration.Tests.BadInput;
using Isotherm.Integration.Tests.Network;

namespace Isotherm.Integration.Tests.Generality;

/// <summary>One server, two networks of different shape on one chain: each has its own journal, and only what concerns a network moves it.</summary>
public sealed class TwoNetworksTests
{
    private const string Bonds = "rig-bonds";

    private static readonly BigInteger Unit = BigInteger.Pow(10, 18);
    private static readonly byte[] Model = BondNetwork.Bytes32("h100");

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_price_moves_one_of_two_networks_and_time_the_other()
    {
        using DataDirectory data = new();
        await using LocalNode node = await LocalNode.StartAsync(Ct);
        SmallNetwork demo = await SmallNetwork.MakeAsync(node, 8, Ct);
        BondNetwork bonds = await FarmAsync(node, demo);
        await using ServerProcess server = ServerProcess.Start(Files(data, demo, bonds), data.Path);

        (JsonElement demoBefore, JsonElement bondsBefore) = await AtHeadAsync(server, node);
        await demo.AnswerAsync(SmallNetwork.Usd(8) / 2, Ct);
        (JsonElement demoCrashed, JsonElement bondsCrashed) = await AtHeadAsync(server, node);
        Assert.Equal("1.000000000000000000", Cluster(demoCrashed).GetProperty("settlementRatio").GetString());
        Assert.NotEqual(Cluster(demoBefore).GetProperty("zone").GetString(), Cluster(demoCrashed).GetProperty("zone").GetString());
        Assert.Equal(Cluster(bondsBefore).GetRawText(), Cluster(bondsCrashed).GetRawText());
        Assert.Equal("missing", bondsCrashed.GetProperty("inputs").GetProperty("tokenPrice").GetProperty("verdict").GetString());

        await demo.MineAsync(Ct, bonds.Call(bonds.Steward, BondAbi.SetRate, Unit / 1_000 * BigInteger.Pow(10, 12)));
        await node.AdvanceAsync(10, Ct);
        await demo.MineAsync(Ct);
        await node.AdvanceAsync(1, Ct);
        (JsonElement demoLater, JsonElement bondsLater) = await AtHeadAsync(server, node);
        // 8 GPUs, 10 seconds, a thousandth of a token each: 0.08 over 128 required.
        Assert.Equal((Unit * 8 / 100).ToString(), Cluster(bondsLater).GetProperty("rewards").GetString());
        Assert.Equal("1.500625000000000000", Cluster(bondsLater).GetProperty("ratio").GetString());
        Assert.Equal("0", Cluster(demoLater).GetProperty("rewards").GetString());
        Assert.Equal(JsonValueKind.Null, demoLater.GetProperty("inputs").GetProperty("accrual").ValueKind);
        Assert.Equal(12, bondsLater.GetProperty("inputs").GetProperty("accrual").GetProperty("decimals").GetInt32());

        ulong head = (await node.HeadAsync(Ct)).Number;
        JsonElement audit = (await server.AnswerAsync($"/api/v1/networks/{Bonds}", n => IsAuditedAt(n, head), $"an audit at block {head}", Ct)).GetProperty("audit");
        Assert.True(audit.GetProperty("checked").GetInt64() > 0, "nothing was checked");
        Assert.Equal((0, 0), (audit.GetProperty("disputed").GetInt64(), audit.GetProperty("mismatches").GetInt64()));
    }

    [Fact]
    public async Task Each_network_has_a_journal_of_its_own()
    {
        using DataDirectory data = new();
        await using LocalNode node = await LocalNode.StartAsync(Ct);
        SmallNetwork demo = await SmallNetwork.MakeAsync(node, 8, Ct);
        BondNetwork bonds = await FarmAsync(node, demo);
        IReadOnlyList<string> manifests = Files(data, demo, bonds);
        string head = (await node.HeadAsync(Ct)).Hash;
        (string demoJournal, string bondsJournal) = await JournalsAsync(manifests, data.Path, head);
        Assert.NotEqual(demoJournal, bondsJournal);

        string folder = Assert.Single(Directory.GetDirectories(data.Path, Bonds, SearchOption.AllDirectories));
        Directory.Delete(folder, recursive: true);

        (string demoAgain, string bondsAgain) = await JournalsAsync(manifests, data.Path, head);
        Assert.Equal(demoJournal, demoAgain);
        Assert.NotEqual(bondsJournal, bondsAgain);
    }

    /// <summary>One farm with one rig of 8 GPUs at comfort exactly: 16 tokens a GPU required, 24 bonded.</summary>
    private static async Task<BondNetwork> FarmAsync(LocalNode node, SmallNetwork demo)
    {
        BondNetwork bonds = await BondNetwork.DeployAsync(node, Ct);
        string farmer = bonds.FarmerAccounts.First();
        await demo.MineAsync(
            Ct,
            bonds.Call(bonds.Steward, BondAbi.ListModel, Model, Unit * 8, 20_000),
            bonds.Call(farmer, BondAbi.OpenFarm, Model, BondNetwork.Bytes32("north hall")));
        await demo.MineAsync(Ct, bonds.Call(farmer, BondAbi.Plug, 1, 8, Unit * 8 * 24));
        await demo.AnswerAsync(SmallNetwork.Usd(8), Ct);
        return bonds;
    }

    private static string[] Files(DataDirectory data, SmallNetwork demo, BondNetwork bonds)
    {
        string[] files = [Path.Combine(data.Path, "demo.json"), Path.Combine(data.Path, "bonds.json")];
        File.WriteAllText(files[0], demo.Contracts.ManifestText());
        File.WriteAllText(files[1], bonds.ManifestText());
        return files;
    }

    private static async Task<(JsonElement Demo, JsonElement Bonds)> AtHeadAsync(ServerProcess server, LocalNode node)
    {
        string head = (await node.HeadAsync(Ct)).Hash;
        await server.HealthyAtAsync(head, Ct);
        await server.HealthyAtAsync(head, Ct, Bonds);
        return (await server.HeatmapAsync(Ct), await server.HeatmapAsync(Ct, Bonds));
    }

    private static async Task<(string Demo, string Bonds)> JournalsAsync(IReadOnlyList<string> manifests, string data, string head)
    {
        await using ServerProcess server = ServerProcess.Start(manifests, data);
        JsonElement demo = await server.HealthyAtAsync(head, Ct);
        JsonElement bonds = await server.HealthyAtAsync(head, Ct, Bonds);
        return (demo.GetProperty("journalId").GetString()!, bonds.GetProperty("journalId").GetString()!);
    }

    private static bool IsAuditedAt(JsonElement network, ulong block) =>
        network.GetProperty("audit") is { ValueKind: JsonValueKind.Object } audit
        && audit.GetProperty("block") is { ValueKind: JsonValueKind.Number } number
        && number.GetUInt64() == block;

    private static JsonElement Cluster(JsonElement heatmap) => heatmap.GetProperty("clusters")[0];
}
