using Isotherm.Alerts.Outbound;
using Isotherm.Server.Tests.Auth;
using Isotherm.Server.Tests.Simulation;
using Isotherm.Testing;

namespace Isotherm.Server.Tests.Alerting;

public sealed class TwoNetworkAlertTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    [Fact]
    public async Task What_waits_for_one_networks_receiver_holds_back_nothing_of_the_others()
    {
        await using HookReceiver ill = new() { Manner = HookManner.Fails }, well = new();
        var second = new FakeChain();
        await using var server = await LiveServer.StartAsync(
            second: second, configure: options => options with { AllowedTargets = AllowList.Parse([ill.Target, well.Target]) });
        using var owner = new Visitor(server);
        await owner.SignInAsync(new TestWallet("Ann"));
        await server.MineAsync(World.Three());
        second.Mine(World.Three());
        await WatchAsync(owner, "demo", ill);
        await WatchAsync(owner, "second", well);

        server.Chain.Mine(World.Collateral(1, 17_000 * World.Token));
        await ill.WaitAsync(static calls => calls.Length > 0, Patience, TestContext.Current.CancellationToken);
        second.Mine(World.Collateral(1, 17_000 * World.Token)); // as many messages as the first, under the same numbers in its own journal

        await well.WaitAsync(static calls => calls.Count(static call => call.Body.Contains("\"network\":\"second\"", StringComparison.Ordinal)) == 2, Patience, TestContext.Current.CancellationToken);
        Assert.DoesNotContain(ill.Calls, static call => call.Taken);
    }

    private static async Task WatchAsync(Visitor owner, string network, HookReceiver receiver)
    {
        var made = await owner.JsonAsync(HttpMethod.Post, "/api/v1/alerts/channels", new { name = network, kind = "webhook", settings = new { url = receiver.Url } });
        await owner.JsonAsync(HttpMethod.Post, "/api/v1/alerts/rules", new
        {
            network,
            name = "red",
            kind = new { type = "ratioBelow", threshold = "critical" },
            groupWaitSeconds = 0,
            channels = new[] { (string)made["channel"]!["id"]! },
        });
    }
}
