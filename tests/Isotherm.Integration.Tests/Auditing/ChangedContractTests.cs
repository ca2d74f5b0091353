using System.Numerics;
using System.Text.Json;
using Isotherm.Integration.Tests.BadInput;
using Isotherm.Integration.Tests.Network;

namespace Isotherm.Integration.Tests.Auditing;

/// <summary>The contract on a real node begins to judge otherwise than its events say: the server finds out by asking it (spec 1.6).</summary>
public sealed class ChangedContractTests
{
    // Token decimals and feed decimals: the power of ten in the ratio's formula.
    private static readonly BigInteger RatioDecimals = ReferenceNetwork.TokenDecimals + 8;

    // Recovery window in seconds, and one that has not run out since 1970.
    private static readonly BigInteger Window = ReferenceNetwork.RecoverySeconds;
    private static readonly BigInteger EndlessWindow = BigInteger.One << 33;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_constant_changed_in_the_ratios_formula_is_found_within_two_blocks_and_so_is_its_return()
    {
        using DataDirectory data = new();
        await using LocalNode node = await LocalNode.StartAsync(Ct);
        SmallNetwork network = await SmallNetwork.MakeAsync(node, 8, Ct);
        ContractCode code = await ContractCode.OfAsync(network.Contracts, Ct);
        await using ServerProcess server = ServerProcess.Start(network.Contracts.ManifestText(), data.Path);
        string head = await AuditedAsync(server, network, 1);
        Assert.Equal("""{"checked":3,"calls":9,"agreed":3,"mismatches":0,"unavailable":0}""", Last(await server.AuditedAtAsync(head, Ct)));

        await code.ChangeAsync(RatioDecimals, RatioDecimals + 1, Ct);
        await AuditedAsync(server, network, 1);
        string second = await AuditedAsync(server, network, 1);

        JsonElement heatmap = await server.HeatmapAsync(Ct);
        Assert.All(Clusters(heatmap), c => Assert.Equal(
            (true, "unknown", "disputed", "green"),
            (c.GetProperty("disputed").GetBoolean(), Text(c, "zone"), Text(c, "unknownReason"), Text(c.GetProperty("lastKnown"), "zone"))));
        Assert.Equal("""{"green":0,"yellow":0,"red":0,"unknown":3,"exempt":0,"liquidated":0}""", heatmap.GetProperty("counts").GetRawText());
        JsonElement audit = await server.AuditedAtAsync(second, Ct);
        Assert.Equal("""{"checked":3,"calls":9,"agreed":0,"mismatches":3,"unavailable":0}""", Last(audit));
        Assert.Equal("""["1","2","3"]""", audit.GetProperty("disputed").GetRawText());
        JsonElement[] mismatches = [.. audit.GetProperty("mismatches").EnumerateArray()];
        Assert.All(mismatches, m => Assert.Equal(("ratio", "2.000000000000000000", "0.200000000000000000"), (Text(m, "view"), Text(m, "ours"), Text(m, "contract"))));
        Assert.Equal(3, mismatches.Length);
        Assert.Contains("isotherm_audit_mismatches_total{", await server.GetAsync("/metrics", Ct), StringComparison.Ordinal);
        Assert.Single(server.Said.Split("disagrees with the contract: ratio is 2.000000000000000000 here, 0.200000000000000000 there")[1..]);

        await code.RestoreAsync(Ct);
        await AuditedAsync(server, network, 2);

        Assert.All(Clusters(await server.HeatmapAsync(Ct)), c => Assert.Equal((false, "green"), (c.GetProperty("disputed").GetBoolean(), Text(c, "zone"))));
    }

    [Fact]
    public async Task A_queue_that_the_contract_judges_otherwise_makes_its_own_clusters_unknown_and_no_others()
    {
        using DataDirectory data = new();
        await using LocalNode node = await LocalNode.StartAsync(Ct);
        SmallNetwork network = await SmallNetwork.MakeAsync(node, 8, Ct);
        ContractCode code = await ContractCode.OfAsync(network.Contracts, Ct);
        await network.AnswerAsync(SmallNetwork.Usd(8) / 2, Ct); // ratio 1
        await network.MineAsync(Ct, network.Settlement(network.Contracts.Keeper, SettlementAbi.Flag, 2));
        await node.AdvanceAsync(ReferenceNetwork.GraceSeconds + 1, Ct);
        await network.AnswerAsync(SmallNetwork.Usd(8) / 2, Ct);
        await node.AdvanceAsync(1, Ct);
        await using ServerProcess server = ServerProcess.Start(network.Contracts.ManifestText(), data.Path);
        await AuditedAsync(server, network, 1, SmallNetwork.Usd(8) / 2);
        Assert.Equal(["none", "due", "none"], Clusters(await server.HeatmapAsync(Ct)).Select(c => Text(c, "queueState")));

        await code.ChangeAsync(Window, EndlessWindow, Ct);
        string head = await AuditedAsync(server, network, 2, SmallNetwork.Usd(8) / 2);

        Assert.Equal(["red", "unknown", "red"], Clusters(await server.HeatmapAsync(Ct)).Select(c => Text(c, "zone")));
        JsonElement mismatch = Assert.Single((await server.AuditedAtAsync(head, Ct)).GetProperty("mismatches").EnumerateArray());
        Assert.Equal(("2", "queue"), (Text(mismatch, "cluster"), Text(mismatch, "view")));
        Assert.StartsWith("due, ", Text(mismatch, "ours"), StringComparison.Ordinal);
        Assert.StartsWith("blocked, ", Text(mismatch, "contract"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_stale_price_is_no_mismatch_since_the_contract_can_not_say_either()
    {
        using DataDirectory data = new();
        await using LocalNode node = await LocalNode.StartAsync(Ct);
        SmallNetwork network = await SmallNetwork.MakeAsync(node, 8, Ct);
        await using ServerProcess server = ServerProcess.Start(network.Contracts.ManifestText(), data.Path);
        await AuditedAsync(server, network, 1);

        await node.AdvanceAsync(ReferenceNetwork.MaxAgeSeconds + 1, Ct);
        for (int block = 0; block < 2; block++)
        {
            string head = await network.MineAsync(Ct);
            await server.HealthyAtAsync(head, Ct);
            JsonElement audit = await server.AuditedAtAsync(head, Ct);
            Assert.Equal("""{"checked":3,"calls":9,"agreed":3,"mismatches":0,"unavailable":0}""", Last(audit));
            Assert.All(Clusters(await server.HeatmapAsync(Ct)), c => Assert.Equal("tokenPrice", Text(c, "unknownReason")));
        }
    }

    /// <summary>Mines blocks with a fresh price, each of which must be published and audited before the next.</summary>
    private static async Task<string> AuditedAsync(ServerProcess server, SmallNetwork network, int blocks, BigInteger? price = null)
    {
        string head = "";
        for (int block = 0; block < blocks; block++)
        {
            head = await network.AnswerAsync(price ?? SmallNetwork.Usd(8), Ct);
            await server.HealthyAtAsync(head, Ct);
            await server.AuditedAtAsync(head, Ct);
        }

        return head;
    }

    private static string Last(JsonElement audit) => audit.GetProperty("last").GetRawText();

    private static JsonElement[] Clusters(JsonElement heatmap) => [.. heatmap.GetProperty("clusters").EnumerateArray()];

    private static string? Text(JsonElement item, string name) => item.GetProperty(name).GetString();
}
