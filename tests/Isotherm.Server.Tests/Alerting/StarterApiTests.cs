using System.Net;
using System.Text.Json.Nodes;
using Isotherm.Server.Tests.Auth;
using Isotherm.Server.Tests.Simulation;

namespace Isotherm.Server.Tests.Alerting;

public sealed class StarterApiTests
{
    private const string Path = "/api/v1/alerts/rules/starter";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Asked_twice_the_usual_rules_are_there_once_and_what_was_changed_stays_so()
    {
        await using var alerted = await AlertedServer.StartAsync();
        await alerted.AddChannelAsync();
        var wish = new { network = "demo", operators = new[] { World.Operator }, channels = new[] { alerted.Channel } };
        var made = Ids(await alerted.Owner.JsonAsync(HttpMethod.Post, Path, wish));
        Assert.Equal(6, made.Length);
        await alerted.Owner.JsonAsync(HttpMethod.Put, $"/api/v1/alerts/rules/{made[1]}", alerted.Rule("mine"));

        Assert.Equal(made, Ids(await alerted.Owner.JsonAsync(HttpMethod.Post, Path, wish)));

        var rules = await alerted.Owner.JsonAsync(HttpMethod.Get, "/api/v1/alerts/rules");
        Assert.Equal(made.Order(StringComparer.Ordinal), Ids(rules).Order(StringComparer.Ordinal));
        Assert.Single(rules["rules"]!.AsArray(), rule => (string)rule!["rule"]!["name"]! == "mine");
        await alerted.Server.MineAsync();
        Assert.Contains("\"3\"", (await alerted.ToldAsync(1))[0].ToJsonString(), StringComparison.Ordinal); // they are judged by
    }

    [Fact]
    public async Task Other_accounts_have_their_own()
    {
        await using var alerted = await AlertedServer.StartAsync();
        var channel = (string)(await alerted.AddChannelAsync())["channel"]!["id"]!;
        using var other = new Visitor(alerted.Server);
        await other.SignInAsync(new TestWallet("Bob"));
        var theirs = (string)(await other.JsonAsync(HttpMethod.Post, "/api/v1/alerts/channels", new { name = "page", kind = "browser", settings = new { } }))["channel"]!["id"]!;

        var ann = Ids(await alerted.Owner.JsonAsync(HttpMethod.Post, Path, new { network = "demo", clusters = new[] { "1" }, channels = new[] { channel } }));
        var bob = Ids(await other.JsonAsync(HttpMethod.Post, Path, new { network = "demo", clusters = new[] { "1" }, channels = new[] { theirs } }));

        Assert.Empty(ann.Intersect(bob));
        Assert.Equal(bob.Order(StringComparer.Ordinal), Ids(await other.JsonAsync(HttpMethod.Get, "/api/v1/alerts/rules")).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("""{"network":"demo","clusters":["1"],"channels":["nobody"]}""", "/channels/0")]
    [InlineData("""{"network":"demo","clusters":["1"],"channels":[]}""", "/channels")]
    [InlineData("""{"network":"demo","clusters":["1"],"channels":[null]}""", "/channels/0")]
    [InlineData("""{"network":"demo","clusters":["99"],"channels":["CHANNEL"]}""", "/scope/clusters/0")]
    [InlineData("""{"network":"demo","clusters":["one"],"channels":["CHANNEL"]}""", "/clusters/0")]
    [InlineData("""{"network":"demo","clusters":[null],"channels":["CHANNEL"]}""", "/clusters/0")]
    [InlineData("""{"network":"demo","operators":[null],"channels":["CHANNEL"]}""", "/scope/operators/0")]
    [InlineData("""{"network":"demo","operators":["0x00"],"channels":["CHANNEL"]}""", "/scope/operators/0")]
    [InlineData("""{"network":"nowhere","clusters":["1"],"channels":["CHANNEL"]}""", "/network")]
    [InlineData("""{"network":"demo","channels":["CHANNEL"]}""", "/operators")]
    [InlineData("""{"network":"demo","clusters":["1"]}""", "")]
    [InlineData("""null""", "")]
    [InlineData("""{""", "")]
    public async Task A_wish_that_can_not_be_granted_says_why_and_makes_nothing(string wish, string place)
    {
        await using var alerted = await AlertedServer.StartAsync();
        await alerted.AddChannelAsync();
        var body = new StringContent(wish.Replace("CHANNEL", alerted.Channel, StringComparison.Ordinal), null, "application/json");
        using var response = await alerted.Owner.PostAsync(Path, body);
        var text = await response.Content.ReadAsStringAsync(Ct);
        Assert.True(response.StatusCode == HttpStatusCode.BadRequest, text);
        Assert.Contains(JsonNode.Parse(text)!["problems"]!.AsArray(), one => (string)one!["pointer"]! == place);
        Assert.Empty(Ids(await alerted.Owner.JsonAsync(HttpMethod.Get, "/api/v1/alerts/rules")));
    }

    private static string[] Ids(JsonNode answer) => [.. answer["rules"]!.AsArray().Select(rule => (string)rule!["rule"]!["id"]!)];
}
