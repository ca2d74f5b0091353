using System.Net;
using System.Text.Json.Nodes;
using Isotherm.Domain;
using Isotherm.Server.Tests.Simulation;
using Microsoft.Extensions.Time.Testing;

namespace Isotherm.Server.Tests.Alerting;

public sealed class LeadTimeTests
{
    private const string Path = "/api/v1/networks/demo/lead-time";

    // After block 1, which is at second 2: what is delivered then came 6 s before block 5.
    private static FakeTimeProvider Clock => new(DateTimeOffset.FromUnixTimeSeconds(World.Genesis + 4));

    [Fact]
    public async Task A_liquidation_tells_when_green_was_left_the_alert_came_and_the_grace_ended_and_one_without_an_alert_is_a_miss()
    {
        await using var alerted = await AlertedServer.StartAsync(clock: Clock);
        await AlertOfFallAsync(alerted);
        var flagged = World.Genesis + 4;
        await alerted.Server.MineAsync(new Fact.QueueEntered(new ClusterId(1), flagged, flagged + 4));
        await alerted.Server.MineAsync();
        await alerted.Server.MineAsync(Liquidated(2));
        await alerted.Server.MineAsync(Liquidated(1));

        var answer = await alerted.Server.GetAsync(Path); // nobody is signed in here

        Assert.Equal((1, 1, 6.0), ((int)answer["alerted"]!, (int)answer["missed"]!, (double)answer["medianLeadSeconds"]!));
        var rows = answer["liquidations"]!.AsArray();
        Assert.Equal(["1", "2"], rows.Select(row => (string)row!["cluster"]!));
        var (told, missed) = (rows[0]!, rows[1]!);
        Assert.Equal((1, "red", 5), ((int)told["leftGreen"]!["number"]!, (string)told["leftGreenTo"]!, (int)told["liquidated"]!["number"]!));
        Assert.Equal((4L, 4L, 8L), (Second(told["firstAlert"]), Second(told["flagged"]), Second(told["deadline"])));
        Assert.Equal((6.0, 4.0), ((double)told["leadSeconds"]!, (double)told["deadlineLeadSeconds"]!));
        Assert.All(["leftGreen", "leftGreenTo", "firstAlert", "flagged", "deadline", "leadSeconds", "deadlineLeadSeconds"], name => Assert.Null(missed[name]));
        Assert.Equal(["1"], (await alerted.Server.GetAsync(Path + "?limit=1"))["liquidations"]!.AsArray().Select(row => (string)row!["cluster"]!));
    }

    [Fact]
    public async Task What_is_delivered_after_the_liquidation_is_a_miss()
    {
        await using var alerted = await AlertedServer.StartAsync(clock: new FakeTimeProvider(DateTimeOffset.FromUnixTimeSeconds(World.Genesis + 60)));
        await AlertOfFallAsync(alerted);
        await alerted.Server.MineAsync(Liquidated(1));

        var answer = await alerted.Server.GetAsync(Path);

        Assert.Equal((0, 1), ((int)answer["alerted"]!, (int)answer["missed"]!));
        Assert.NotNull(answer["liquidations"]![0]!["leftGreen"]);
        Assert.Null(answer["liquidations"]![0]!["firstAlert"]);
    }

    [Fact]
    public async Task What_a_reorganisation_took_back_is_not_counted()
    {
        await using var alerted = await AlertedServer.StartAsync(clock: Clock);
        await AlertOfFallAsync(alerted);
        await alerted.Server.MineAsync(Liquidated(1));
        Assert.Single((await alerted.Server.GetAsync(Path))["liquidations"]!.AsArray());

        await alerted.Server.ReorganiseAsync(1, [], []);
        Assert.Empty((await alerted.Server.GetAsync(Path))["liquidations"]!.AsArray());

        await alerted.Server.MineAsync();
        await alerted.Server.MineAsync(Liquidated(1));
        var row = Assert.Single((await alerted.Server.GetAsync(Path))["liquidations"]!.AsArray())!;
        Assert.Equal((5, 6.0), ((int)row["liquidated"]!["number"]!, (double)row["leadSeconds"]!));
    }

    [Fact]
    public async Task A_fall_that_was_orphaned_does_not_begin_the_stretch()
    {
        await using var alerted = await AlertedServer.StartAsync(clock: Clock);
        await AlertOfFallAsync(alerted);
        await alerted.Server.MineAsync(World.Collateral(1, 40_000 * World.Token));
        await alerted.Server.MineAsync(World.Collateral(1, 17_000 * World.Token));
        await alerted.Server.ReorganiseAsync(2, [], []);
        await alerted.Server.MineAsync(Liquidated(1));

        var row = Assert.Single((await alerted.Server.GetAsync(Path))["liquidations"]!.AsArray())!;
        Assert.Equal(1, (int)row["leftGreen"]!["number"]!);
    }

    [Theory]
    [InlineData("/api/v1/networks/demo/lead-time?limit=0", 400)]
    [InlineData("/api/v1/networks/demo/lead-time?limit=201", 400)]
    [InlineData("/api/v1/networks/demo/lead-time?limit=many", 400)]
    [InlineData("/api/v1/networks/nowhere/lead-time", 404)]
    public async Task Bad_questions_are_refused(string path, int status)
    {
        await using var server = await LiveServer.StartAsync();
        await server.MineAsync(World.Three());
        using var response = await server.SendAsync(path);
        Assert.Equal((HttpStatusCode)status, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
    }

    // At block 1 cluster 1 falls from green to red, and both it and cluster 3 are told.
    private static async Task AlertOfFallAsync(AlertedServer alerted)
    {
        await alerted.AddChannelAsync();
        await alerted.AddRuleAsync();
        await alerted.Server.MineAsync(World.Collateral(1, 17_000 * World.Token));
        await alerted.ToldAsync(2);
        await alerted.DeliveriesAsync(rows => rows.Count == 2 && rows.All(row => (string)row!["state"]! == "delivered"));
    }

    private static Fact.Liquidated Liquidated(int cluster) => new(new ClusterId(cluster), World.Operator, 1_000 * World.Token, 50 * World.Token);

    private static long Second(JsonNode? time) => DateTimeOffset.Parse((string)time!, System.Globalization.CultureInfo.InvariantCulture).ToUnixTimeSeconds() - World.Genesis;
}
