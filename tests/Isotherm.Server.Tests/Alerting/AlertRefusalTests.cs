using System.Net;
using System.Text.Json.Nodes;
using Isotherm.Server.Tests.Auth;

namespace Isotherm.Server.Tests.Alerting;

public sealed class AlertRefusalTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("""{"type":"ratioBelow","threshold":"critical"}""", """{"type":"clusters","clusters":["1","99"]}""", "0.02", "/scope/clusters/1")]
    [InlineData("""{"type":"ratioBelow","threshold":"critical"}""", """{"type":"gpuClass","gpuClass":"7"}""", "0.02", "/scope/gpuClass")]
    [InlineData("""{"type":"ratioBelow","threshold":"critical"}""", """{"type":"network"}""", "1.31", "/delta")]
    [InlineData("""{"type":"ratioBelow","threshold":"1.3"}""", """{"type":"network"}""", "-0.1", "/delta")]
    [InlineData("""{"type":"ratioBelow","threshold":"0"}""", """{"type":"network"}""", "0.02", "/kind/threshold")]
    [InlineData("""{"type":"ratioBelow","threshold":"101"}""", """{"type":"network"}""", "0.02", "/kind/threshold")]
    [InlineData("""{"type":"inZone","zones":["green","yellow","red"]}""", """{"type":"network"}""", "0.02", "/kind/zones")]
    [InlineData("""{"type":"drift","fall":"1","withinBlocks":5}""", """{"type":"network"}""", "0.02", "/kind/fall")]
    [InlineData("""{"type":"queue","stages":["cured"]}""", """{"type":"network"}""", "0.02", "/kind/stages")]
    public async Task Rules_that_make_no_sense_here_are_refused_by_their_places_when_made_replaced_and_tried(string kind, string scope, string delta, string place)
    {
        await using var alerted = await AlertedServer.StartAsync();
        await alerted.AddChannelAsync();
        var kept = await alerted.AddRuleAsync("kept");
        var before = (await alerted.Owner.JsonAsync(HttpMethod.Get, "/api/v1/alerts/rules")).ToJsonString();
        foreach (var (method, path) in new[] { (HttpMethod.Post, ""), (HttpMethod.Put, "/" + kept), (HttpMethod.Post, "/back-test") })
        {
            var text = $$"""{"network":"demo","name":"x","kind":{{kind}},"scope":{{scope}},"delta":"{{delta}}","channels":["{{alerted.Channel}}"]}""";
            using var response = await alerted.Owner.SendAsync(method, "/api/v1/alerts/rules" + path, new StringContent(text, null, "application/json"));
            var problem = JsonNode.Parse(await response.Content.ReadAsStringAsync(Ct))!;
            Assert.Equal((HttpStatusCode.BadRequest, "/problems/invalid-body"), (response.StatusCode, (string)problem["type"]!));
            Assert.Equal([place], problem["problems"]!.AsArray().Select(one => (string)one!["pointer"]!));
            Assert.Contains("Expected", (string)problem["detail"]!, StringComparison.Ordinal);
        }

        Assert.Equal(before, (await alerted.Owner.JsonAsync(HttpMethod.Get, "/api/v1/alerts/rules")).ToJsonString());
    }

    [Fact]
    public async Task Bodies_that_are_too_large_are_refused_and_nothing_is_kept()
    {
        await using var alerted = await AlertedServer.StartAsync();
        await alerted.AddChannelAsync();
        var rule = await alerted.AddRuleAsync();
        var before = await StoredAsync(alerted.Owner);
        foreach (var (method, path, bytes) in new[]
        {
            (HttpMethod.Post, "rules", 32 * 1024), (HttpMethod.Put, $"rules/{rule}", 32 * 1024), (HttpMethod.Post, "rules/starter", 32 * 1024), (HttpMethod.Post, "rules/back-test", 32 * 1024),
            (HttpMethod.Post, "channels", 16 * 1024), (HttpMethod.Put, $"channels/{alerted.Channel}", 16 * 1024), (HttpMethod.Put, "snoozes", 2 * 1024),
        })
        {
            var body = new StringContent("{\"name\":\"x\"," + new string(' ', bytes) + "\"network\":\"demo\"}", null, "application/json");
            Assert.Equal((path, "too-large"), (path, await alerted.Owner.ProblemAsync(method, "/api/v1/alerts/" + path, body)));
        }

        Assert.Equal(before, await StoredAsync(alerted.Owner));
    }

    [Theory]
    [InlineData("http://127.0.0.1:1/")]
    [InlineData("https://127.0.0.1/")]
    [InlineData("https://2130706433/")]
    [InlineData("https://0x7f000001/")]
    [InlineData("https://[::ffff:10.0.0.1]/")]
    [InlineData("https://[64:ff9b::a00:1]/")]
    [InlineData("https://100.64.0.1/")]
    [InlineData("https://localhost/")]
    [InlineData("https://user:pass@example.org/")]
    [InlineData("gopher://example.org/")]
    public async Task A_forbidden_webhook_address_is_refused_for_a_new_channel_and_for_one_that_is_there(string url)
    {
        await using var alerted = await AlertedServer.StartAsync();
        await alerted.AddChannelAsync();
        var before = await StoredAsync(alerted.Owner);
        foreach (var (method, path) in new[] { (HttpMethod.Post, "channels"), (HttpMethod.Put, $"channels/{alerted.Channel}") })
        {
            using var response = await alerted.Owner.SendAsync(method, "/api/v1/alerts/" + path, new { name = "bad", kind = "webhook", settings = new { url } });
            Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
            Assert.Equal(["/settings/url"], JsonNode.Parse(await response.Content.ReadAsStringAsync(Ct))!["problems"]!.AsArray().Select(one => (string)one!["pointer"]!));
        }

        Assert.Equal(before, await StoredAsync(alerted.Owner));
    }

    [Fact]
    public async Task A_key_that_may_only_read_changes_nothing_and_another_account_finds_nothing()
    {
        await using var alerted = await AlertedServer.StartAsync();
        await alerted.AddChannelAsync();
        var rule = await alerted.AddRuleAsync();
        await alerted.Server.MineAsync();
        var answer = await alerted.DeliveriesAsync(rows => rows.Count == 1 && (string)rows[0]!["state"]! == "delivered");
        var before = await StoredAsync(alerted.Owner);
        var calls = alerted.Receiver.Calls.Length;
        (HttpMethod Method, string Path, object? Body, string? Unknown)[] writes =
        [
            (HttpMethod.Post, "rules", alerted.Rule("new"), null),
            (HttpMethod.Put, $"rules/{rule}", alerted.Rule("new"), "unknown-rule"),
            (HttpMethod.Delete, $"rules/{rule}", null, "unknown-rule"),
            (HttpMethod.Post, "rules/starter", new { network = "demo", clusters = new[] { "1" }, channels = new[] { alerted.Channel } }, null),
            (HttpMethod.Post, "channels", new { name = "new", kind = "browser", settings = new { } }, null),
            (HttpMethod.Put, $"channels/{alerted.Channel}", new { name = "new", kind = "webhook", settings = new { url = alerted.Receiver.Url } }, "unknown-channel"),
            (HttpMethod.Delete, $"channels/{alerted.Channel}", null, "unknown-channel"),
            (HttpMethod.Post, $"channels/{alerted.Channel}/test", null, "unknown-channel"),
            (HttpMethod.Put, "snoozes", new { rule, until = alerted.Server.Time.GetUtcNow().AddHours(1) }, "unknown-rule"),
            (HttpMethod.Delete, $"snoozes?rule={rule}", null, "unknown-snooze"),
            (HttpMethod.Post, $"deliveries/{answer["deliveries"]![0]!["id"]}/replay", null, "unknown-delivery"),
        ];
        using var reader = new Visitor(alerted.Server) { Key = "Bearer " + (await alerted.Owner.MakeKeyAsync("read", "alerts:read")).Secret, Site = null };
        using var stranger = new Visitor(alerted.Server);
        await stranger.SignInAsync(new TestWallet("Bob"));
        foreach (var (method, path, body, unknown) in writes)
        {
            Assert.Equal((path, "scope-missing"), (path, await reader.ProblemAsync(method, "/api/v1/alerts/" + path, body)));
            if (unknown is null)
                continue;
            using var response = await stranger.SendAsync(method, "/api/v1/alerts/" + path, body);
            Assert.Equal((path, HttpStatusCode.NotFound), (path, response.StatusCode));
            Assert.Contains(unknown, await response.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
        }

        Assert.Equal(before, await StoredAsync(alerted.Owner));
        Assert.Equal(before, await StoredAsync(reader));
        Assert.Equal(calls, alerted.Receiver.Calls.Length);
    }

    private static async Task<string> StoredAsync(Visitor visitor)
    {
        List<string> all = [];
        foreach (var what in new[] { "rules", "channels", "snoozes", "deliveries?network=demo" })
            all.Add((await visitor.JsonAsync(HttpMethod.Get, "/api/v1/alerts/" + what)).ToJsonString());
        return string.Join('\n', all);
    }
}
