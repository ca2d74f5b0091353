using System.Numerics;
using Isotherm.Domain;
using Isotherm.Server.Tests.Simulation;

namespace Isotherm.Server.Tests.Api;

public sealed class CallTests
{
    private const string Demo = "/api/v1/networks/demo";

    [Fact]
    public async Task A_network_tells_all_of_the_protocol()
    {
        await using var server = await LiveServer.StartAsync();
        await server.MineAsync(World.Three());
        await server.MineAsync();
        server.Chain.Status = server.Chain.Status with
        {
            Safe = 1,
            Endpoints = [new Wire.EndpointBody("http://node:8545", "ok", 1, 1.5, null)],
        };

        var network = await server.GetAsync(Demo);

        Assert.Equal(32, ((string)network["journalId"]!).Length);
        network["journalId"] = "…";
        Golden.Matches("network.json", network);
        var list = await server.GetAsync("/api/v1/networks");
        Assert.Equal("demo", (string)list["networks"]![0]!["id"]!);
        Assert.Empty(list["refused"]!.AsArray());
    }

    [Fact]
    public async Task Refused_manifests_are_listed_by_the_files_name_and_never_its_folder()
    {
        var broken = RefusedManifest.Of("/srv/secret/broken.json", [new("/id", 4, "expected a name, found 7"), new("", 9, "expected more")]);
        await using var server = await LiveServer.StartAsync(refused: broken);

        var list = await server.GetAsync("/api/v1/networks");

        Assert.Equal(
            """[{"file":"broken.json","problems":["broken.json:4: /id: expected a name, found 7","broken.json:9: /: expected more"]}]""",
            list["refused"]!.ToJsonString());
        Assert.Equal("/srv/secret/broken.json:4: /id: expected a name, found 7", broken.Told[0]);
        Assert.Equal("demo", (string)Assert.Single(list["networks"]!.AsArray())!["id"]!);
    }

    [Fact]
    public async Task A_cluster_comes_with_everything_its_ratio_is_made_of()
    {
        await using var server = await LiveServer.StartAsync();
        await server.MineAsync(World.Three());

        var answer = await server.GetAsync(Demo + "/clusters/3");

        Golden.Matches("cluster.json", answer);
        var cluster = answer["cluster"]!;
        Assert.Equal(19_200 * World.Token, Integer(cluster["needed"])); // 1.2 × 16 000
        Assert.Equal(-2_200 * World.Token, Integer(cluster["headroom"]));
        Assert.Equal(2_200 * World.Token, Integer(cluster["shortfall"]));
        Assert.Equal("30", (string)cluster["worstNode"]!);
    }

    [Fact]
    public async Task Nodes_carry_their_own_ratios_and_one_without_gpus_is_exempt()
    {
        await using var server = await LiveServer.StartAsync();
        await server.MineAsync([.. World.Three(), new Fact.NodeAdded(new NodeId(31), new ClusterId(3), 0)]);

        var answer = await server.GetAsync(Demo + "/clusters/3/nodes");

        Golden.Matches("nodes.json", answer);
        Assert.Equal(["red", "exempt"], answer["nodes"]!.AsArray().Select(node => (string)node!["zone"]!));
    }

    [Fact]
    public async Task A_block_parameter_looks_back()
    {
        await using var server = await LiveServer.StartAsync();
        await server.MineAsync(World.Three());
        await server.MineAsync([World.Collateral(3, 99 * World.Token), new Fact.ThresholdsSet(16_000, 13_000)]);

        Assert.Equal("17000" + new string('0', 18), (string)(await server.GetAsync(Demo + "/clusters/3?block=0"))["cluster"]!["collateral"]!);
        Assert.Equal("17000" + new string('0', 18), (string)(await server.GetAsync(Demo + "/clusters/3/nodes?block=confirmed"))["nodes"]![0]!["collateral"]!);
        Assert.Empty((await server.GetAsync(Demo + "/thresholds?block=0"))["history"]!.AsArray());
        Assert.Equal(0, (int)(await server.GetAsync(Demo + "/queue?block=0"))["block"]!["number"]!);
    }

    [Fact]
    public async Task The_queue_is_in_the_order_of_deadline_and_id_with_the_lately_liquidated_apart()
    {
        await using var server = await LiveServer.StartAsync();
        await server.MineAsync([.. World.Three(), .. World.Cluster(4, 17_000), .. World.Cluster(5, 17_000), .. World.Cluster(6, 17_000)]);
        await server.MineAsync(
            Flag(6, 100), Flag(5, 60), Flag(4, 60), Flag(3, 0),
            new Fact.Liquidated(new ClusterId(3), World.Operator, 17_000 * World.Token, 1));

        var queue = await server.GetAsync(Demo + "/queue");

        Golden.Matches("queue.json", queue);
        Assert.Equal(["4", "5", "6"], queue["clusters"]!.AsArray().Select(c => (string)c!["id"]!));
        Assert.Equal("3", (string)Assert.Single(queue["liquidated"]!.AsArray())!["id"]!);
        Assert.Equal("0", (string)(await server.GetAsync(Demo + "/heatmap"))["clusters"]![2]!["collateral"]!);
    }

    [Fact]
    public async Task A_blocked_cluster_says_why()
    {
        await using var server = await LiveServer.StartAsync();
        await server.MineAsync(World.Three());
        server.Chain.Price = null;
        await server.MineAsync(Flag(3, 0));
        await server.MineAsync();

        var queued = (await server.GetAsync(Demo + "/queue"))["clusters"]![0]!;

        Assert.Equal("blocked", (string)queued["queueState"]!);
        Assert.Equal("the token price is missing", (string)queued["blockedReason"]!);
        Assert.Null(queued["shortfall"]);
    }

    [Fact]
    public async Task What_was_liquidated_over_a_hundred_blocks_ago_leaves_the_queue()
    {
        await using var server = await LiveServer.StartAsync();
        await server.MineAsync(World.Three());
        await server.MineAsync(Flag(3, 0), new Fact.Liquidated(new ClusterId(3), World.Operator, 1, 1));
        for (var i = 0; i < 99; i++)
            await server.MineAsync();
        Assert.Single((await server.GetAsync(Demo + "/queue"))["liquidated"]!.AsArray());

        await server.MineAsync();

        Assert.Empty((await server.GetAsync(Demo + "/queue"))["liquidated"]!.AsArray());
    }

    [Fact]
    public async Task Transitions_come_newest_first_page_by_page_with_orphans_marked()
    {
        await using var server = await LiveServer.StartAsync();
        await server.MineAsync(World.Three());
        await server.MineAsync(World.Collateral(1, 21_000 * World.Token));
        await server.ReorganiseAsync(1, [], [World.Collateral(1, 17_000 * World.Token)]);

        var first = await server.GetAsync(Demo + "/transitions?limit=2");
        var rest = await server.GetAsync(Demo + "/transitions?limit=100&after=" + (string)first["next"]!);
        var ofOne = await server.GetAsync(Demo + "/transitions?cluster=1");

        Golden.Matches("transitions.json", first);
        Assert.Equal(["green", "green"], first["transitions"]!.AsArray().Select(t => (string)t!["fromZone"]!));
        Assert.Equal([false, true], first["transitions"]!.AsArray().Select(t => (bool)t!["orphaned"]!));
        Assert.Equal(3, rest["transitions"]!.AsArray().Count);
        Assert.Null(rest["next"]);
        Assert.Equal(3, ofOne["transitions"]!.AsArray().Count);
    }

    [Fact]
    public async Task Thresholds_tell_what_is_in_force_what_was_and_what_is_announced()
    {
        await using var server = await LiveServer.StartAsync();
        await server.MineAsync(World.Three());
        await server.MineAsync(
            new Fact.ThresholdsSet(16_000, 13_000),
            new Fact.ChangeScheduled(1, 2, 0, 15_500, 12_500, World.Genesis + 1_000),
            new Fact.ChangeScheduled(2, 0, 1, 12_000, 0, World.Genesis + 2_000));

        Golden.Matches("thresholds.json", await server.GetAsync(Demo + "/thresholds"));
    }

    [Fact]
    public async Task The_time_is_the_servers_clock()
    {
        await using var server = await LiveServer.StartAsync();
        server.Time.Advance(TimeSpan.FromMilliseconds(1_234));

        var time = await server.GetAsync("/api/v1/time");

        Assert.Equal("2025-10-09T08:55:01.234Z", (string)time["time"]!);
        Assert.Equal(server.Time.GetUtcNow().ToUnixTimeMilliseconds(), (long)time["unixMilliseconds"]!);
    }

    private static Fact.QueueEntered Flag(int cluster, int grace) => new(new ClusterId(cluster), World.Genesis + 2, World.Genesis + 2 + grace);

    private static BigInteger Integer(System.Text.Json.Nodes.JsonNode? node) =>
        BigInteger.Parse((string)node!, System.Globalization.CultureInfo.InvariantCulture);
}
