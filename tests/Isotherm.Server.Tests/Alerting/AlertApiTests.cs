using System.Net;
using System.Text.Json.Nodes;
using Isotherm.Server.Tests.Auth;
using Isotherm.Server.Tests.Simulation;
using Isotherm.Testing;

namespace Isotherm.Server.Tests.Alerting;

public sealed class AlertApiTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_cluster_that_turns_red_is_told_to_the_webhook_of_the_rule_and_recorded_as_delivered()
    {
        await using var alerted = await AlertedServer.StartAsync();
        var made = await alerted.AddChannelAsync();
        Assert.StartsWith("whsec_", (string)made["secret"]!, StringComparison.Ordinal);
        var rule = await alerted.AddRuleAsync();
        await alerted.Server.MineAsync();
        var already = await alerted.ToldAsync(1); // cluster 3 was red when the rule was made

        await alerted.Server.MineAsync(World.Collateral(1, 17_000 * World.Token));

        var told = await alerted.ToldAsync(2);
        Assert.Contains("\"3\"", already[0].ToJsonString(), StringComparison.Ordinal);
        Assert.Contains("\"1\"", told[1].ToJsonString(), StringComparison.Ordinal);
        var answer = await alerted.DeliveriesAsync(rows => rows.Count == 2 && rows.All(row => (string)row!["state"]! == "delivered"));
        var newest = answer["deliveries"]![0]!;
        Assert.Equal(alerted.Channel, (string)newest["channel"]!);
        Assert.Equal(rule, (string)newest["message"]!["rule"]!);
        Assert.Equal(200, (int)newest["attempts"]![0]!["status"]!);
        Assert.Equal(alerted.Receiver.Calls[1].Id + ":" + alerted.Channel, (string)newest["id"]!);
        var history = await alerted.Owner.JsonAsync(HttpMethod.Get, "/api/v1/alerts/history?network=demo&limit=1");
        Assert.Equal(2, (await alerted.Owner.JsonAsync(HttpMethod.Get, "/api/v1/alerts/history?network=demo"))["messages"]!.AsArray().Count);
        Assert.NotNull((string?)history["next"]);
    }

    [Fact]
    public async Task An_orphaned_block_takes_its_alert_back_and_the_one_mined_again_opens_the_same_one()
    {
        await using var alerted = await AlertedServer.StartAsync();
        await alerted.AddChannelAsync();
        await alerted.AddRuleAsync();
        await alerted.Server.MineAsync();
        await alerted.ToldAsync(1);
        var fall = World.Collateral(1, 17_000 * World.Token);
        await alerted.Server.MineAsync(fall);
        await alerted.ToldAsync(2);

        await alerted.Server.ReorganiseAsync(1, [], [fall]);

        var told = await alerted.ToldAsync(4);
        var about = told.Skip(1).Select(body => (Kind: Kind(body), Alert: AlertOf(body))).ToArray();
        Assert.Equal(["alert.fire", "alert.retract", "alert.fire"], about.Select(one => one.Kind));
        Assert.Single(about.Select(one => one.Alert).Distinct());
        Assert.Equal(4, alerted.Receiver.Calls.Select(call => call.Id).Distinct().Count());
    }

    [Fact]
    public async Task A_start_goes_on_with_open_episodes_and_says_nothing_twice()
    {
        var directory = Directory.CreateTempSubdirectory("isotherm-alerts-").FullName;
        var chain = new FakeChain();
        chain.Mine(World.Three());
        chain.Mine();
        var receiver = new HookReceiver(); // the first server takes it with it
        try
        {
            string firstAlert;
            await using (var alerted = await AlertedServer.StartAsync(chain, directory, receiver))
            {
                await alerted.AddChannelAsync();
                await alerted.AddRuleAsync();
                await alerted.Server.MineAsync();
                firstAlert = AlertOf((await alerted.ToldAsync(1))[0]);
                await alerted.DeliveriesAsync(rows => rows.All(row => (string)row!["state"]! == "delivered"));
            }

            chain.Mine();
            await using var again = await AlertedServer.StartAsync(chain, directory, new HookReceiver());
            await again.Server.PublishedAsync(p => p.Picture.Block.Hash == chain.Head.Hash);
            await again.Server.MineAsync(World.Collateral(3, 40_000 * World.Token));
            var answer = await again.DeliveriesAsync(rows => rows.Count == 2);
            Assert.Equal(firstAlert, (string)answer["deliveries"]![0]!["message"]!["alertId"]!);
            Assert.Equal(2, (int)answer["deliveries"]![0]!["message"]!["transition"]!);
            Assert.Single(receiver.Calls);
        }
        finally
        {
            Directory.Delete(directory, recursive: true);
        }
    }

    [Fact]
    public async Task What_fails_is_tried_again_and_sent_once_more_when_asked_for()
    {
        await using var alerted = await AlertedServer.StartAsync();
        await alerted.AddChannelAsync();
        await alerted.AddRuleAsync();
        alerted.Receiver.Manner = HookManner.Fails;
        await alerted.Server.MineAsync();
        await alerted.DeliveriesAsync(rows => rows is [{ } row] && row["attempts"]!.AsArray().Count > 0 && (string)row["attempts"]![0]!["outcome"]! == "retry");
        alerted.Receiver.Manner = HookManner.Takes;
        await alerted.Server.AdvanceUntilAsync(() => alerted.Receiver.Taken.Any());
        var answer = await alerted.DeliveriesAsync(rows => (string)rows[0]!["state"]! == "delivered");
        var id = (string)answer["deliveries"]![0]!["id"]!;

        Assert.Equal(HttpStatusCode.Accepted, await alerted.Owner.StatusAsync(HttpMethod.Post, $"/api/v1/alerts/deliveries/{id}/replay"));

        await alerted.ToldAsync(2);
        Assert.Single(alerted.Receiver.Calls.Select(call => call.Id).Distinct());
        using var stranger = new Visitor(alerted.Server);
        await stranger.SignInAsync(new TestWallet("Bob"));
        Assert.Equal("unknown-delivery", await stranger.ProblemAsync(HttpMethod.Post, $"/api/v1/alerts/deliveries/{id}/replay"));
        Assert.Empty((await stranger.JsonAsync(HttpMethod.Get, "/api/v1/alerts/deliveries?network=demo"))["deliveries"]!.AsArray());
    }

    [Fact]
    public async Task Rules_and_channels_are_their_owners_alone()
    {
        await using var alerted = await AlertedServer.StartAsync();
        await alerted.AddChannelAsync();
        var rule = await alerted.AddRuleAsync();
        await alerted.Owner.JsonAsync(HttpMethod.Put, "/api/v1/alerts/snoozes", new { rule, until = alerted.Server.Time.GetUtcNow().AddHours(1).ToString("O") });
        using var stranger = new Visitor(alerted.Server);
        foreach (var path in new[] { "rules", "channels", "snoozes", "notices", "deliveries?network=demo", "history?network=demo" })
            Assert.Equal("sign-in-needed", await stranger.ProblemAsync(HttpMethod.Get, "/api/v1/alerts/" + path));
        await stranger.SignInAsync(new TestWallet("Bob"));

        Assert.Empty((await stranger.JsonAsync(HttpMethod.Get, "/api/v1/alerts/rules"))["rules"]!.AsArray());
        Assert.Empty((await stranger.JsonAsync(HttpMethod.Get, "/api/v1/alerts/channels"))["channels"]!.AsArray());
        Assert.Empty((await stranger.JsonAsync(HttpMethod.Get, "/api/v1/alerts/snoozes"))["snoozes"]!.AsArray());
        Assert.Equal("unknown-rule", await stranger.ProblemAsync(HttpMethod.Get, $"/api/v1/alerts/rules/{rule}"));
        Assert.Equal("unknown-rule", await stranger.ProblemAsync(HttpMethod.Put, $"/api/v1/alerts/rules/{rule}", alerted.Rule()));
        Assert.Equal("unknown-rule", await stranger.ProblemAsync(HttpMethod.Delete, $"/api/v1/alerts/rules/{rule}"));
        Assert.Equal("unknown-rule", await stranger.ProblemAsync(HttpMethod.Put, "/api/v1/alerts/snoozes", new { rule, until = "2025-10-10T00:00:00Z" }));
        Assert.Equal("unknown-channel", await stranger.ProblemAsync(HttpMethod.Delete, $"/api/v1/alerts/channels/{alerted.Channel}"));
        Assert.Equal("unknown-channel", await stranger.ProblemAsync(HttpMethod.Post, $"/api/v1/alerts/channels/{alerted.Channel}/test"));
        using var theirs = await stranger.PostAsync("/api/v1/alerts/rules", alerted.Rule());
        Assert.Equal("/channels/0", (string)JsonNode.Parse(await theirs.Content.ReadAsStringAsync(Ct))!["problems"]![0]!["pointer"]!);
    }

    [Fact]
    public async Task A_rule_is_replaced_and_deleted_and_a_channel_in_use_is_kept()
    {
        await using var alerted = await AlertedServer.StartAsync();
        await alerted.AddChannelAsync();
        var rule = await alerted.AddRuleAsync();
        Assert.Equal("channel-in-use", await alerted.Owner.ProblemAsync(HttpMethod.Delete, $"/api/v1/alerts/channels/{alerted.Channel}"));
        var replaced = await alerted.Owner.JsonAsync(HttpMethod.Put, $"/api/v1/alerts/rules/{rule}", alerted.Rule("other"));
        Assert.Equal(("other", rule), ((string)replaced["rule"]!["name"]!, (string)replaced["rule"]!["id"]!));
        Assert.Equal(HttpStatusCode.NoContent, await alerted.Owner.StatusAsync(HttpMethod.Delete, $"/api/v1/alerts/rules/{rule}"));
        Assert.Equal(HttpStatusCode.NoContent, await alerted.Owner.StatusAsync(HttpMethod.Delete, $"/api/v1/alerts/channels/{alerted.Channel}"));
        Assert.Empty((await alerted.Owner.JsonAsync(HttpMethod.Get, "/api/v1/alerts/rules"))["rules"]!.AsArray());
    }

    [Theory]
    [InlineData("rules", """{"network":"nowhere","name":"x","kind":{"type":"priceStale"},"channels":[]}""", "/network")]
    [InlineData("rules", """{"network":"demo","name":"x","kind":{"type":"ratioBelow","threshold":"1.23456"},"channels":[]}""", "/kind/threshold")]
    [InlineData("rules", """{"network":"demo","name":"x","kind":{"type":"priceStale"},"channels":["nobody"]}""", "/channels/0")]
    [InlineData("rules", """{"network":"demo","name":"x","kind":{"type":"priceStale"},"channels":[],"escalateTo":"nobody"}""", "/escalateTo")]
    [InlineData("rules", """[1]""", "")]
    [InlineData("rules", """{"name":"x","name":"y"}""", "")]
    [InlineData("channels", """{"name":"x","kind":"webhook","settings":{"url":"http://169.254.169.254/"}}""", "/settings/url")]
    [InlineData("channels", """{"name":"x","kind":"pigeon","settings":{}}""", "/kind")]
    public async Task Bad_bodies_are_refused_with_their_places_and_nothing_is_stored(string what, string body, string place)
    {
        await using var alerted = await AlertedServer.StartAsync();
        using var response = await alerted.Owner.PostAsync($"/api/v1/alerts/{what}", new StringContent(body, null, "application/json"));
        var problem = JsonNode.Parse(await response.Content.ReadAsStringAsync(Ct))!;
        Assert.Equal((HttpStatusCode.BadRequest, "/problems/invalid-body"), (response.StatusCode, (string)problem["type"]!));
        Assert.Contains(problem["problems"]!.AsArray(), one => (string)one!["pointer"]! == place);
        Assert.Empty((await alerted.Owner.JsonAsync(HttpMethod.Get, $"/api/v1/alerts/{what}"))[what]!.AsArray());
    }

    [Fact]
    public async Task Secrets_are_taken_and_shown_once_only_where_the_server_made_them()
    {
        await using var alerted = await AlertedServer.StartAsync();
        var secret = (string)(await alerted.AddChannelAsync())["secret"]!;
        var listed = await alerted.Owner.JsonAsync(HttpMethod.Get, "/api/v1/alerts/channels");
        Assert.DoesNotContain(secret[6..], listed.ToJsonString(), StringComparison.Ordinal);
        Assert.Equal(["secret"], listed["channels"]![0]!["channel"]!["settings"]!["secretsSet"]!.AsArray().Select(one => (string)one!));
        foreach (var file in Directory.EnumerateFiles(alerted.Server.Directory, "accounts.db*"))
        {
            using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            using var bytes = new StreamReader(stream, System.Text.Encoding.Latin1);
            Assert.DoesNotContain(secret[6..], await bytes.ReadToEndAsync(Ct), StringComparison.Ordinal);
        }

        var test = await alerted.Owner.JsonAsync(HttpMethod.Post, $"/api/v1/alerts/channels/{alerted.Channel}/test");
        Assert.True((bool)test["taken"]!);
        Assert.Single(alerted.Receiver.Taken);
    }

    [Fact]
    public async Task A_snoozed_rule_is_silent_until_its_snooze_is_ended()
    {
        await using var alerted = await AlertedServer.StartAsync();
        await alerted.AddChannelAsync();
        var rule = await alerted.AddRuleAsync();
        var until = alerted.Server.Time.GetUtcNow().AddHours(1).ToString("O");
        await alerted.Owner.JsonAsync(HttpMethod.Put, "/api/v1/alerts/snoozes", new { rule, until });
        await alerted.Server.MineAsync();
        await alerted.Server.MineAsync();
        Assert.Single((await alerted.Owner.JsonAsync(HttpMethod.Get, "/api/v1/alerts/snoozes"))["snoozes"]!.AsArray());
        Assert.Empty((await alerted.Owner.JsonAsync(HttpMethod.Get, "/api/v1/alerts/history?network=demo"))["messages"]!.AsArray());

        Assert.Equal(HttpStatusCode.NoContent, await alerted.Owner.StatusAsync(HttpMethod.Delete, $"/api/v1/alerts/snoozes?rule={rule}"));
        await alerted.Server.MineAsync();

        await alerted.ToldAsync(1);
        using var never = await alerted.Owner.SendAsync(HttpMethod.Put, "/api/v1/alerts/snoozes", new { rule });
        Assert.Equal(HttpStatusCode.BadRequest, never.StatusCode);
    }

    private static string Kind(JsonNode body) => (string)body["type"]!;

    private static string AlertOf(JsonNode body) => (string)body["data"]!["alertId"]!;
}
