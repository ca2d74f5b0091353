using System.Text.Json.Nodes;
using Isotherm.Domain;
using Isotherm.Server.Tests.Auth;
using Isotherm.Server.Tests.Simulation;
using Microsoft.Extensions.Time.Testing;

namespace Isotherm.Server.Tests.Alerting;

public sealed class EpisodeApiTests
{
    private const string Path = "/api/v1/alerts/episodes?network=demo";

    [Fact]
    public async Task Each_state_is_listed_with_its_reason_to_its_owner_alone()
    {
        await using var alerted = await AlertedServer.StartAsync();
        await alerted.AddChannelAsync();
        var red = await AddAsync(alerted, new { type = "ratioBelow", threshold = "critical" });
        var patient = await AddAsync(alerted, new { type = "ratioBelow", threshold = "critical" }, pendingBlocks: 3, clusters: "1");
        var lingering = await AddAsync(alerted, new { type = "inZone", zones = new[] { "red" } }, holdBlocks: 5, clusters: "3");
        var penalty = await AddAsync(alerted, new { type = "penalty" });
        await alerted.Server.MineAsync(World.Collateral(1, 17_000 * World.Token));
        await alerted.Server.MineAsync(World.Collateral(3, 40_000 * World.Token), new Fact.Penalised(new NodeId(20), 0, World.Token, "late"), World.Collateral(2, 20_999 * World.Token));

        var answer = await alerted.Owner.JsonAsync(HttpMethod.Get, Path);

        Assert.Equal(("firing", "1"), States(answer, red).Single());
        Assert.Equal(("pending", "1"), States(answer, patient).Single());
        Assert.Equal(("leaving", "3"), States(answer, lingering).Single());
        Assert.Equal(("happened", "2"), States(answer, penalty).Single());
        var firing = Of(answer, red).Single();
        var told = answer["incidents"]!.AsArray().Single(one => (string)one!["alertId"]! == (string)firing["alertId"]!)!;
        Assert.Equal((red, true, 1, 1), ((string)told["rule"]!, (bool)told["isOpen"]!, (int)told["told"]!, (int)told["open"]!));
        Assert.Equal(1, (int)firing["fired"]!["block"]!["number"]!);
        Assert.StartsWith("1.2", (string)firing["fired"]!["threshold"]!, StringComparison.Ordinal);
        Assert.StartsWith("1.0", (string)firing["fired"]!["ratio"]!, StringComparison.Ordinal);
        Assert.True((long)firing["fired"]!["ruleVersion"]! > 0);
        Assert.Null(Of(answer, patient).Single()["fired"]);
        Assert.Null(Of(answer, patient).Single()["alertId"]);
        var over = answer["incidents"]!.AsArray().Single(one => (string)one!["rule"]! == red && !(bool)one["isOpen"]!)!;
        Assert.Equal(["fire", "resolve"], over["history"]!.AsArray().Select(line => (string)line!["kind"]!));
        Assert.All(answer["episodes"]!.AsArray(), episode => Assert.False((bool)episode!["snoozed"]!));

        using var stranger = new Visitor(alerted.Server);
        Assert.Equal("sign-in-needed", await stranger.ProblemAsync(HttpMethod.Get, Path));
        await stranger.SignInAsync(new TestWallet("Bob"));
        var theirs = await stranger.JsonAsync(HttpMethod.Get, Path);
        Assert.Empty(theirs["episodes"]!.AsArray());
        Assert.Empty(theirs["incidents"]!.AsArray());
        Assert.Equal("unknown-network", await alerted.Owner.ProblemAsync(HttpMethod.Get, "/api/v1/alerts/episodes?network=nowhere"));
    }

    [Fact]
    public async Task Unknown_ratios_of_what_fired_are_listed_as_blind()
    {
        await using var alerted = await AlertedServer.StartAsync();
        await alerted.AddChannelAsync();
        var red = await AddAsync(alerted, new { type = "ratioBelow", threshold = "critical" }, clusters: "3");
        await alerted.Server.MineAsync();
        alerted.Server.Chain.Price = null;
        await alerted.Server.MineAsync();

        var answer = await alerted.Owner.JsonAsync(HttpMethod.Get, Path);

        Assert.Contains(("blind", "3"), States(answer, red));
        Assert.DoesNotContain(answer["incidents"]!.AsArray(), one => one!["history"]!.AsArray().Any(line => (string)line!["kind"]! == "resolve"));
    }

    [Fact]
    public async Task A_snoozed_alert_is_listed_as_such_before_it_was_told_and_after_and_no_longer_once_the_snooze_is_over()
    {
        await using var alerted = await AlertedServer.StartAsync();
        await alerted.AddChannelAsync();
        var before = await AddAsync(alerted, new { type = "ratioBelow", threshold = "critical" }, clusters: "3");
        var after = await AddAsync(alerted, new { type = "ratioBelow", threshold = "1.2" }, clusters: "3");
        var until = alerted.Server.Time.GetUtcNow().AddMinutes(1).ToString("O");
        await alerted.Owner.JsonAsync(HttpMethod.Put, "/api/v1/alerts/snoozes", new { rule = before, until });
        await alerted.Server.MineAsync();
        await alerted.Owner.JsonAsync(HttpMethod.Put, "/api/v1/alerts/snoozes", new { rule = after, cluster = "3", until });
        await alerted.Server.MineAsync();

        var answer = await alerted.Owner.JsonAsync(HttpMethod.Get, Path);
        Assert.Equal((true, null), ((bool)Of(answer, before).Single()["snoozed"]!, (string?)Of(answer, before).Single()["alertId"]));
        Assert.True((bool)Of(answer, after).Single()["snoozed"]!);
        Assert.NotNull(Of(answer, after).Single()["alertId"]);

        alerted.Server.Time.Advance(TimeSpan.FromMinutes(2));
        await alerted.Server.MineAsync();
        answer = await alerted.Owner.JsonAsync(HttpMethod.Get, Path);
        Assert.All([before, after], rule => Assert.False((bool)Of(answer, rule).Single()["snoozed"]!));
        Assert.NotNull(Of(answer, before).Single()["alertId"]);
    }

    [Fact]
    public async Task A_snooze_that_ends_speaks_without_a_block()
    {
        await using var alerted = await AlertedServer.StartAsync();
        await alerted.AddChannelAsync();
        var rule = await AddAsync(alerted, new { type = "ratioBelow", threshold = "critical" }, clusters: "3");
        var until = alerted.Server.Time.GetUtcNow().AddMinutes(1).ToString("O");
        await alerted.Owner.JsonAsync(HttpMethod.Put, "/api/v1/alerts/snoozes", new { rule, until });
        await alerted.Server.MineAsync();
        Assert.Empty(alerted.Receiver.Calls);

        await alerted.Server.AdvanceUntilAsync(() => alerted.Receiver.Taken.Any());

        Assert.True(alerted.Server.Time.GetUtcNow() >= DateTimeOffset.Parse(until, System.Globalization.CultureInfo.InvariantCulture));
        Assert.Equal("alert.fire", (string)(await alerted.ToldAsync(1))[0]["type"]!);
    }

    [Fact]
    public async Task Late_data_is_told_once_by_the_clock_and_over_with_the_next_block_and_idle_seconds_leave_no_entry()
    {
        var clock = new FakeTimeProvider(DateTimeOffset.FromUnixTimeSeconds(World.Genesis + 2));
        await using var alerted = await AlertedServer.StartAsync(clock: clock);
        await alerted.AddChannelAsync();
        var rule = await AddAsync(alerted, new { type = "dataLate", atLeast = "stale" });
        await alerted.Server.MineAsync();
        Assert.Empty(Of(await alerted.Owner.JsonAsync(HttpMethod.Get, Path), rule));

        await alerted.Server.AdvanceUntilAsync(() => alerted.Receiver.Taken.Any());

        Assert.True(clock.GetUtcNow().ToUnixTimeSeconds() - World.Genesis > 2 + 15, "It was told before it was so.");
        Assert.Equal("alert.fire", (string)(await alerted.ToldAsync(1))[0]["type"]!);
        await alerted.DeliveriesAsync(rows => rows.All(row => (string)row!["state"]! == "delivered"));
        var journal = alerted.Server.Network.View.Journal!;
        var entries = journal.Sequence;
        var until = clock.GetUtcNow().AddSeconds(40);
        await alerted.Server.AdvanceUntilAsync(() => clock.GetUtcNow() >= until);
        Assert.Equal(entries, journal.Sequence);
        Assert.Equal(("firing", (string?)null), States(await alerted.Owner.JsonAsync(HttpMethod.Get, Path), rule).Single());

        while (DateTimeOffset.FromUnixTimeSeconds(alerted.Server.Chain.Head.Timestamp + 4) < clock.GetUtcNow())
            alerted.Server.Chain.Mine();
        await alerted.Server.MineAsync();
        await alerted.Server.AdvanceUntilAsync(() => alerted.Receiver.Taken.Count() == 2);
        Assert.Equal("alert.resolve", (string)(await alerted.ToldAsync(2))[1]["type"]!);
    }

    private static async Task<string> AddAsync(AlertedServer alerted, object kind, int pendingBlocks = 0, int holdBlocks = 0, params string[] clusters)
    {
        var rule = new
        {
            network = "demo",
            name = "one",
            kind,
            scope = clusters.Length > 0 ? (object)new { type = "clusters", clusters } : new { type = "network" },
            pendingBlocks,
            holdBlocks,
            groupWaitSeconds = 0,
            channels = new[] { alerted.Channel },
        };
        return (string)(await alerted.Owner.JsonAsync(HttpMethod.Post, "/api/v1/alerts/rules", rule))["rule"]!["id"]!;
    }

    private static IEnumerable<JsonNode> Of(JsonNode answer, string rule) =>
        answer["episodes"]!.AsArray().Where(one => (string)one!["rule"]! == rule).Select(one => one!);

    private static IEnumerable<(string Phase, string? Cluster)> States(JsonNode answer, string rule) =>
        Of(answer, rule).Select(one => ((string)one["phase"]!, (string?)one["cluster"]));
}
