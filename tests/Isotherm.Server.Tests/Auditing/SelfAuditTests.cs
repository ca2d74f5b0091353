using System.Net;
using Isotherm.Chains.Auditing;
using Isotherm.Domain;
using Isotherm.Engine;
using Isotherm.Server.Api;
using Isotherm.Server.Streaming;
using Isotherm.Server.Tests.Simulation;
using Isotherm.Server.Wire;
using Microsoft.AspNetCore.Http;

namespace Isotherm.Server.Tests.Auditing;

public sealed class SelfAuditTests : IDisposable
{
    private static readonly ViewAnswer Wrong = new ViewAnswer.Number(7);

    private readonly string _directory = Directory.CreateTempSubdirectory("isotherm-audit-").FullName;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_mismatch_makes_the_cluster_unknown_with_the_next_block_and_agreement_brings_it_back()
    {
        await using var audited = await AuditedServer.StartAsync();
        await using var viewer = await audited.Server.ViewAsync();
        audited.Contract.Says = honest => honest.Cluster.Value == 2 ? honest with { Ratio = Wrong } : honest;

        var before = await audited.AuditedAsync(World.Three());
        Assert.Equal(Zone.Yellow, before.Picture.Zones.Span[1]);
        var failed = await audited.AuditedAsync();

        Assert.Equal([Zone.Green, Zone.Unknown, Zone.Red], failed.Picture.Zones.ToArray());
        var cluster = (await audited.Server.GetAsync("/api/v1/networks/demo/heatmap"))["clusters"]![1]!;
        Assert.Equal((true, "unknown", "disputed", "yellow"), ((bool)cluster["disputed"]!, (string?)cluster["zone"], (string?)cluster["unknownReason"], (string?)cluster["lastKnown"]!["zone"]));
        Assert.All(new[] { "ratio", "settlementRatio", "requirement", "requiredTokens" }, name => Assert.Null(cluster[name]));
        var detail = await audited.Server.GetAsync("/api/v1/networks/demo/clusters/2");
        Assert.Null(detail["cluster"]!["worstNode"]);
        var node = (await audited.Server.GetAsync("/api/v1/networks/demo/clusters/2/nodes"))["nodes"]![0]!;
        Assert.Equal(("unknown", null, null), ((string?)node["zone"], node["ratio"], node["requirement"]));

        audited.Contract.Says = static honest => honest;
        await audited.AuditedAsync();
        var passed = await audited.AuditedAsync();

        Assert.Equal([Zone.Green, Zone.Yellow, Zone.Red], passed.Picture.Zones.ToArray());
        Assert.Null(passed.Picture.Rows[1].Terms.LastKnown);
        await viewer.TakeUntilAsync(passed.Seq); // each frame's state hash was recomputed from the wire alone
    }

    [Fact]
    public async Task What_was_found_is_told_by_the_audit_call_the_network_the_heartbeat_and_the_metrics()
    {
        await using var audited = await AuditedServer.StartAsync();
        Assert.StartsWith("""{"views":["ratio","requirement","queue"],"block":null,""", (await audited.AuditAsync()).ToJsonString(), StringComparison.Ordinal);
        audited.Contract.Says = honest => honest.Cluster.Value == 2 ? honest with { Ratio = Wrong } : honest;
        await audited.AuditedAsync(World.Three());
        var failed = await audited.AuditedAsync();
        var last = await audited.AuditedAsync();

        var audit = await audited.AuditAsync();
        Assert.Equal("""{"checked":3,"calls":9,"agreed":2,"mismatches":1,"unavailable":0}""", audit["last"]!.ToJsonString());
        Assert.Equal("""{"checked":9,"calls":30,"agreed":6,"mismatches":3,"unavailable":0}""", audit["total"]!.ToJsonString());
        Assert.Equal("""["2"]""", audit["disputed"]!.ToJsonString());
        Assert.Equal((1, 3, 0, 0, false), ((int)audit["disputedCount"]!, (int)audit["blocks"]!, (int)audit["skipped"]!, (int)audit["coverageBlocks"]!, (bool)audit["sweeping"]!));
        Assert.Equal(last.Picture.Block.Hash, (string?)audit["block"]!["hash"]);
        var mismatch = Assert.Single(audit["mismatches"]!.AsArray())!; // once, not once a block
        Assert.Equal(("2", "ratio", "1.312500000000000000", "0.000000000000000007"), ((string?)mismatch["cluster"], (string?)mismatch["view"], (string?)mismatch["ours"], (string?)mismatch["contract"]));
        Assert.Equal(failed.Picture.Block.Number - 1, (ulong)mismatch["blockNumber"]!);

        var network = await audited.Server.GetAsync("/api/v1/networks/demo");
        Assert.Equal("""{"block":2,"checked":9,"disputed":1,"mismatches":3,"skipped":0}""", network["audit"]!.ToJsonString());
        var beat = HeartbeatService.Of(audited.Server.Network, audited.Server.Time);
        Assert.Equal(new AuditSummaryBody(2, 9, 1, 3, 0), beat.Audit);

        using var response = await audited.Server.SendAsync("/metrics");
        var metrics = (await response.Content.ReadAsStringAsync(Ct)).Split('\n');
        Assert.Contains(metrics, static line => line.StartsWith("isotherm_audit_mismatches_total{", StringComparison.Ordinal));
        Assert.Contains(metrics, static line => line.StartsWith("isotherm_audit_checked_total{", StringComparison.Ordinal));
        Assert.Contains(metrics, static line => line.StartsWith("isotherm_disputed{", StringComparison.Ordinal) && line.Contains("} 1", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_network_without_views_has_no_audit()
    {
        await using var server = await LiveServer.StartAsync();
        await server.MineAsync(World.Three());

        Assert.Null(server.Network.Audit);
        Assert.Equal("""{"audit":null}""", (await server.GetAsync("/api/v1/networks/demo/audit")).ToJsonString());
        using var unknown = await server.SendAsync("/api/v1/networks/nowhere/audit");
        Assert.Equal(HttpStatusCode.NotFound, unknown.StatusCode);
    }

    [Fact]
    public async Task A_contract_that_hangs_delays_no_block_and_what_goes_unaudited_is_counted()
    {
        await using var audited = await AuditedServer.StartAsync();
        var release = new TaskCompletionSource();
        audited.Contract.Before = async ct => await release.Task.WaitAsync(ct);
        await audited.Server.MineAsync(World.Three());
        await audited.Server.AdvanceUntilAsync(() => audited.Contract.Questions.Count == 1);

        for (var i = 0; i < 5; i++)
            await audited.Server.MineAsync(World.Collateral(1, (30_000 + i) * World.Token)); // waits for the publication

        await audited.Server.AdvanceUntilAsync(() => audited.Server.Network.Audit!.Report.Skipped == 4);
        Assert.Single(audited.Contract.Questions);
        release.SetResult();
        await audited.UntilAuditedAsync(audited.Server.Chain.Head.Ref); // the latest, not the next
        Assert.Equal((2, 4, 2), (audited.Contract.Questions.Count, (int)audited.Server.Network.Audit!.Report.Skipped, (int)audited.Server.Network.Audit.Report.Blocks));
    }

    [Fact]
    public async Task A_node_that_has_no_answer_raises_no_alarm_and_is_counted()
    {
        await using var audited = await AuditedServer.StartAsync();
        var gone = new ViewAnswer.Unavailable("missing trie node (-32000)");
        audited.Contract.Says = honest => new ClusterStatement(honest.Cluster, gone, gone, gone);
        await audited.AuditedAsync(World.Three());
        var after = await audited.AuditedAsync();

        Assert.Equal([Zone.Green, Zone.Yellow, Zone.Red], after.Picture.Zones.ToArray());
        var audit = await audited.AuditAsync();
        Assert.Equal("""{"checked":3,"calls":9,"agreed":0,"mismatches":0,"unavailable":3}""", audit["last"]!.ToJsonString());
        Assert.Equal(("missing trie node (-32000)", null), ((string?)audit["trouble"], audit["coverageBlocks"]));
    }

    [Fact]
    public async Task A_disagreement_that_the_node_takes_back_when_it_is_asked_again_raises_no_alarm()
    {
        await using var audited = await AuditedServer.StartAsync();
        audited.Contract.Says = honest => audited.Contract.Questions.Count == 1 ? honest with { Ratio = Wrong } : honest;
        await audited.AuditedAsync(World.Three());
        var after = await audited.AuditedAsync();

        Assert.Equal([Zone.Green, Zone.Yellow, Zone.Red], after.Picture.Zones.ToArray());
        Assert.Equal(0, (int)(await audited.AuditAsync())["total"]!["mismatches"]!);
    }

    [Fact]
    public async Task Silence_does_not_clear_a_dispute()
    {
        await using var audited = await AuditedServer.StartAsync();
        audited.Contract.Says = honest => honest with { Ratio = Wrong };
        await audited.AuditedAsync(World.Three());
        var gone = new ViewAnswer.Unavailable("header not found (-32000)");
        audited.Contract.Says = honest => honest with { Ratio = gone };
        await audited.AuditedAsync();
        var after = await audited.AuditedAsync();

        Assert.Equal(3, after.Picture.Counts.Unknown);
    }

    [Fact]
    public async Task A_finding_about_a_block_that_was_orphaned_meanwhile_is_dropped()
    {
        await using var audited = await AuditedServer.StartAsync();
        await audited.AuditedAsync(World.Three());
        audited.Contract.Says = honest => honest with { Ratio = Wrong };
        await audited.AuditedAsync();
        audited.Contract.Says = static honest => honest;

        var after = await audited.Server.ReorganiseAsync(1, [], []);

        Assert.Equal([Zone.Green, Zone.Yellow, Zone.Red], after.Picture.Zones.ToArray());
        await audited.UntilAuditedAsync(after.Picture.Block);
        Assert.Equal([Zone.Green, Zone.Yellow, Zone.Red], (await audited.AuditedAsync()).Picture.Zones.ToArray());
    }

    [Fact]
    public async Task A_dispute_that_a_rewind_takes_back_is_found_again()
    {
        await using var audited = await AuditedServer.StartAsync();
        await audited.AuditedAsync(World.Three());
        audited.Contract.Says = honest => honest.Cluster.Value == 3 ? honest with { Ratio = Wrong } : honest;
        await audited.AuditedAsync();
        Assert.Equal(1, (await audited.AuditedAsync()).Picture.Counts.Unknown);

        var rewound = await audited.Server.ReorganiseAsync(1, [[]]);
        Assert.Equal(0, rewound.Picture.Counts.Unknown);
        await audited.UntilAuditedAsync(rewound.Picture.Block);

        Assert.Equal(1, (await audited.AuditedAsync()).Picture.Counts.Unknown);
        Assert.Equal(new ClusterId(3), audited.Contract.Questions[^1].Clusters[0]); // the suspect first
    }

    [Fact]
    public async Task Disputes_are_in_the_journal_and_a_restart_replays_them_to_the_same_hash()
    {
        var chain = new FakeChain();
        string hash;
        await using (var audited = await AuditedServer.StartAsync(chain, _directory))
        {
            audited.Contract.Says = honest => honest.Cluster.Value == 2 ? honest with { Ratio = Wrong } : honest;
            await audited.AuditedAsync(World.Three());
            await audited.AuditedAsync();
            hash = (await audited.AuditedAsync()).Picture.StateHash;
        }

        Snapshots.Delete(Path.Combine(_directory, "demo", "journal.db"));
        await using var again = await AuditedServer.StartAsync(chain, _directory);
        var loaded = await again.Server.PublishedAsync(static _ => true);

        Assert.Equal((hash, Zone.Unknown), (loaded.Picture.StateHash, loaded.Picture.Zones.Span[1]));
        var past = await again.Server.GetAsync("/api/v1/networks/demo/heatmap?block=0");
        Assert.Equal("yellow", (string?)past["clusters"]![1]!["zone"]);
    }

    [Fact]
    public async Task One_block_applied_twice_with_other_findings_has_two_tags()
    {
        await using var audited = await AuditedServer.StartAsync();
        audited.Contract.Says = honest => honest with { Ratio = Wrong };
        await audited.AuditedAsync(World.Three());
        var disputed = (await audited.AuditedAsync()).Picture;
        var calm = new NetworkState(World.Rules());
        var genesis = audited.Server.Chain.BlockAt(0);
        calm.Apply(genesis.Block, genesis.Facts);
        var same = calm.Apply(audited.Server.Chain.Last.Block, audited.Server.Chain.Last.Facts).Picture;

        Assert.Equal(same.Block, disputed.Block);
        Assert.NotEqual(await TagAsync(audited, same), await TagAsync(audited, disputed));
    }

    [Fact]
    public async Task A_defect_in_one_audit_does_not_end_them()
    {
        await using var audited = await AuditedServer.StartAsync();
        var faults = 0;
        audited.Contract.Before = _ => faults++ == 0 ? throw new InvalidOperationException("planted") : Task.CompletedTask;
        await audited.Server.MineAsync(World.Three());
        await audited.Server.AdvanceUntilAsync(() => faults == 1);

        await audited.AuditedAsync();

        Assert.Equal(1, (int)audited.Server.Network.Audit!.Report.Blocks);
    }

    [Fact]
    public async Task Blocks_of_a_backfill_are_not_audited()
    {
        var chain = new FakeChain { BackfillUntil = 3 };
        chain.Mine(World.Three());
        chain.Mine();
        chain.Mine();
        await using var audited = await AuditedServer.StartAsync(chain);

        var head = await audited.AuditedAsync();

        Assert.Equal(3ul, head.Picture.Block.Number);
        Assert.Equal([head.Picture.Block], audited.Contract.Questions.Select(static question => question.Block));
    }

    [Fact]
    public async Task A_question_is_never_larger_than_the_auditor_allows()
    {
        await using var audited = await AuditedServer.StartAsync(prepare: static contract => contract.MostClusters = 4);
        await audited.AuditedAsync([.. World.Class(), .. Enumerable.Range(1, 9).SelectMany(static id => World.Cluster(id, 90_000))]);
        await audited.AuditedAsync();
        await audited.AuditedAsync();

        Assert.Equal([4, 4, 4], audited.Contract.Questions.Select(static question => question.Clusters.Length));
        Assert.Equal(9, audited.Contract.Questions.SelectMany(static question => question.Clusters).Distinct().Count());
        Assert.NotNull(audited.Server.Network.Audit!.Report.CoverageBlocks);
    }

    [Fact]
    public async Task After_one_mismatch_the_whole_network_is_swept()
    {
        await using var audited = await AuditedServer.StartAsync(prepare: static contract => contract.MostClusters = 4);
        audited.Contract.Says = honest => honest with { Requirement = Wrong };
        await audited.AuditedAsync([.. World.Class(), .. Enumerable.Range(1, 12).SelectMany(static id => World.Cluster(id, 90_000))]);
        await audited.AuditedAsync();
        await audited.AuditedAsync();

        Assert.Equal(12, (await audited.AuditedAsync()).Picture.Counts.Unknown);
    }

    [Fact]
    public async Task A_stopped_server_lets_go_of_the_contract()
    {
        var audited = await AuditedServer.StartAsync();
        await audited.AuditedAsync(World.Three());
        await audited.DisposeAsync();

        Assert.True(audited.Contract.IsDisposed);
    }

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    private static async Task<string> TagAsync(AuditedServer audited, NetworkPicture picture)
    {
        var http = new DefaultHttpContext();
        http.Response.Body = new MemoryStream();
        await new HeatmapResult(audited.Server.Network.Definition, picture, new HeatmapCache(), null).ExecuteAsync(http);
        return http.Response.Headers.ETag.ToString();
    }
}
