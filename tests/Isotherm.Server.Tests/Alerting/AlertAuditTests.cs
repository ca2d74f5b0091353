using System.Net;
using System.Text.Json.Nodes;
using Isotherm.Server.Tests.Simulation;

namespace Isotherm.Server.Tests.Alerting;

/// <summary>What the audit log says of rules, channels, snoozes and replays; and how long deliveries are kept.</summary>
public sealed class AlertAuditTests
{
    [Fact]
    public async Task Every_change_is_logged_with_who_when_from_where_and_what_and_no_secret()
    {
        await using var alerted = await AlertedServer.StartAsync();
        var owner = alerted.Owner;
        var secret = (string)(await alerted.AddChannelAsync())["secret"]!;
        var channel = alerted.Channel;
        var rule = await alerted.AddRuleAsync();
        await alerted.Server.MineAsync();
        var delivery = (string)(await alerted.DeliveriesAsync(static rows => rows is [{ } row] && (string)row["state"]! == "delivered"))["deliveries"]![0]!["id"]!;
        await owner.JsonAsync(HttpMethod.Put, $"/api/v1/alerts/rules/{rule}", Off(alerted.Rule()));
        await owner.JsonAsync(HttpMethod.Put, $"/api/v1/alerts/rules/{rule}", alerted.Rule("renamed"));
        var until = alerted.Server.Time.GetUtcNow().AddHours(1).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture);
        await owner.JsonAsync(HttpMethod.Put, "/api/v1/alerts/snoozes", new { rule, cluster = "1", until, untilWorseThan = "1.1" });
        Assert.Equal(HttpStatusCode.NoContent, await owner.StatusAsync(HttpMethod.Delete, $"/api/v1/alerts/snoozes?rule={rule}&cluster=1"));
        Assert.Equal(HttpStatusCode.Accepted, await owner.StatusAsync(HttpMethod.Post, $"/api/v1/alerts/deliveries/{delivery}/replay"));
        Assert.Equal(HttpStatusCode.NotFound, await owner.StatusAsync(HttpMethod.Post, "/api/v1/alerts/deliveries/none:none/replay"));
        await owner.JsonAsync(HttpMethod.Put, $"/api/v1/alerts/channels/{channel}", new { name = "hook", kind = "webhook", enabled = false, settings = new { url = alerted.Receiver.Url, rotate = true } });
        Assert.Equal(HttpStatusCode.NoContent, await owner.StatusAsync(HttpMethod.Delete, $"/api/v1/alerts/rules/{rule}"));
        Assert.Equal(HttpStatusCode.NotFound, await owner.StatusAsync(HttpMethod.Delete, $"/api/v1/alerts/rules/{rule}"));
        Assert.Equal(HttpStatusCode.NoContent, await owner.StatusAsync(HttpMethod.Delete, $"/api/v1/alerts/channels/{channel}"));

        var lines = (await owner.JsonAsync(HttpMethod.Get, "/api/v1/auth/audit"))["lines"]!.AsArray();

        string[] wanted =
        [
            $"channel-deleted {channel} ", $"rule-deleted {rule} ", $"channel-changed {channel} \"hook\": turned off", $"delivery-replayed {delivery} ",
            $"snooze-ended {rule} cluster 1", $"rule-snoozed {rule} cluster 1 until {until} until worse than 1.1",
            $"rule-changed {rule} \"renamed\": turned on", $"rule-changed {rule} \"red\": turned off", $"rule-made {rule} \"red\"", $"channel-made {channel} \"hook\"",
        ];
        Assert.Equal(wanted, lines.Take(wanted.Length).Select(static line => $"{line!["action"]} {line["subject"]} {line["detail"]}"));
        var account = (string)(await owner.JsonAsync(HttpMethod.Get, "/api/v1/auth/me"))["account"]!["id"]!;
        Assert.All(lines.Take(wanted.Length), line => Assert.Equal((account, "127.0.0.1"), ((string)line!["account"]!, (string)line["address"]!)));
        Assert.DoesNotContain(secret, lines.ToJsonString(), StringComparison.Ordinal);
        Assert.DoesNotContain("whsec_", lines.ToJsonString(), StringComparison.Ordinal);
        Assert.DoesNotContain(alerted.Receiver.Url, lines.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Usual_rules_are_logged_one_by_one_and_those_that_were_there_are_not()
    {
        await using var alerted = await AlertedServer.StartAsync();
        await alerted.AddChannelAsync();
        var wish = new { network = "demo", clusters = new[] { "1" }, channels = new[] { alerted.Channel } };
        var made = (await alerted.Owner.JsonAsync(HttpMethod.Post, "/api/v1/alerts/rules/starter", wish))["rules"]!.AsArray();
        await alerted.Owner.JsonAsync(HttpMethod.Post, "/api/v1/alerts/rules/starter", wish);

        var lines = (await alerted.Owner.JsonAsync(HttpMethod.Get, "/api/v1/auth/audit"))["lines"]!.AsArray();

        Assert.Equal(
            made.Select(static rule => (string)rule!["rule"]!["id"]!).Order(StringComparer.Ordinal),
            lines.Where(static line => (string)line!["action"]! == "rule-made").Select(static line => (string)line!["subject"]!).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_delivery_goes_from_the_log_when_it_is_older_than_it_is_kept_and_not_before()
    {
        await using var alerted = await AlertedServer.StartAsync(keepDeliveries: 1);
        await alerted.AddChannelAsync();
        await alerted.AddRuleAsync();
        await alerted.Server.MineAsync();
        await alerted.DeliveriesAsync(static rows => rows is [{ } row] && (string)row["state"]! == "delivered");
        alerted.Server.Time.Advance(TimeSpan.FromHours(12));
        await alerted.Server.MineAsync(World.Collateral(1, 17_000 * World.Token));
        var answer = await alerted.DeliveriesAsync(static rows => rows.Count == 2 && (string)rows[0]!["state"]! == "delivered");

        alerted.Server.Time.Advance(TimeSpan.FromHours(13));

        var left = await alerted.DeliveriesAsync(static rows => rows.Count == 1);
        Assert.Equal((string)answer["deliveries"]![0]!["id"]!, (string)left["deliveries"]![0]!["id"]!);
        Assert.Equal(2, (await alerted.Owner.JsonAsync(HttpMethod.Get, "/api/v1/alerts/history?network=demo"))["messages"]!.AsArray().Count);
    }

    private static JsonNode Off(object rule)
    {
        var node = System.Text.Json.JsonSerializer.SerializeToNode(rule)!;
        node["enabled"] = false;
        return node;
    }
}
