using System.Text.Json.Nodes;
using Isotherm.Domain;
using Isotherm.Server.Tests.Simulation;

namespace Isotherm.Server.Tests.Api;

public sealed class QueueHistoryTests
{
    private const string History = "/api/v1/networks/demo/queue/history";

    [Fact]
    public async Task It_tells_who_entered_why_who_was_cured_and_what_a_liquidation_took()
    {
        await using var server = await LiveServer.StartAsync();
        await server.MineAsync(World.Three());
        server.Chain.Price = 18_000_000; // 2 falls to 1.18 with the price
        await server.MineAsync();
        await server.MineAsync(Flag(2), Flag(3));
        server.Chain.Price = 20_000_000;
        await server.MineAsync(new Fact.QueueLeft(new ClusterId(2)));
        await server.MineAsync(new Fact.Liquidated(new ClusterId(3), World.Operator, 17_000 * World.Token, 850 * World.Token));
        await server.MineAsync(new Fact.Penalised(new NodeId(20), 0, 5_000, "late"), World.Collateral(2, 16_000 * World.Token));
        await server.MineAsync(Flag(2));

        var events = (await server.GetAsync(History))["events"]!.AsArray();

        Assert.Equal(["entered 2", "liquidated 3", "cured 2", "entered 3", "entered 2"], events.Select(e => $"{e!["event"]} {e["cluster"]}"));
        var again = events[0]!;
        Assert.Equal(["collateral", "penalty"], Words(again["causes"]));
        Assert.Equal(5, (int)again["causeBlock"]!);
        var first = events.Last(e => (string)e!["cluster"]! == "2")!;
        Assert.Equal(["price"], Words(first["causes"]));
        Assert.Equal(1, (int)first["causeBlock"]!);
        Assert.NotNull(first["deadline"]);
        var ended = events.Single(e => (string)e!["event"]! == "liquidated")!;
        Assert.Equal(("17000000000000000000000", "850000000000000000000", World.Operator), ((string)ended["seized"]!, (string)ended["bounty"]!, (string)ended["liquidator"]!));
        Assert.Null(ended["causes"]);
    }

    [Fact]
    public async Task It_comes_page_by_page_with_orphans_marked_and_without_changes_within_the_queue()
    {
        await using var server = await LiveServer.StartAsync();
        await server.MineAsync(World.Three());
        await server.MineAsync(Flag(3));
        await server.ReorganiseAsync(1, [], [Flag(3)]);
        server.Chain.Price = null;
        await server.MineAsync(); // grace is over and the price is missing: blocked, which is no event

        var first = await server.GetAsync(History + "?limit=1");
        var rest = await server.GetAsync(History + "?limit=10&after=" + (string)first["next"]!);

        Assert.Equal([false], first["events"]!.AsArray().Select(e => (bool)e!["orphaned"]!));
        Assert.Equal([true], rest["events"]!.AsArray().Select(e => (bool)e!["orphaned"]!));
        Assert.Null(rest["next"]);
        Assert.Empty((await server.GetAsync(History + "?cluster=1"))["events"]!.AsArray());
    }

    [Theory]
    [InlineData("?limit=0", 400)]
    [InlineData("?limit=201", 400)]
    [InlineData("?after=x", 400)]
    [InlineData("?cluster=-1", 400)]
    public async Task A_wrong_parameter_is_refused(string query, int status)
    {
        await using var server = await LiveServer.StartAsync();
        await server.MineAsync(World.Three());

        using var response = await server.SendAsync(History + query);

        Assert.Equal(status, (int)response.StatusCode);
    }

    private static Fact.QueueEntered Flag(int cluster) => new(new ClusterId(cluster), World.Genesis + 2, World.Genesis + 3);

    private static string[] Words(JsonNode? words) => [.. words!.AsArray().Select(w => (string)w!)];
}
