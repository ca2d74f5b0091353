using System.Text.Json.Nodes;
using Isotherm.Alerts.Outbound;
using Isotherm.Server.Tests.Auth;
using Isotherm.Server.Tests.Simulation;
using Isotherm.Testing;
using Microsoft.Extensions.Time.Testing;

namespace Isotherm.Server.Tests.Alerting;

/// <summary>A server with an account that has a webhook, and what that webhook got.</summary>
internal sealed class AlertedServer : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private AlertedServer(LiveServer server, HookReceiver receiver, Visitor owner) => (Server, Receiver, Owner) = (server, receiver, owner);

    public LiveServer Server { get; }

    public HookReceiver Receiver { get; }

    public Visitor Owner { get; }

    public string Channel { get; private set; } = "";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>Starts it on <see cref="World.Three"/>, with nothing said so far.</summary>
    public static async Task<AlertedServer> StartAsync(
        FakeChain? chain = null,
        string? directory = null,
        HookReceiver? receiver = null,
        FakeTimeProvider? clock = null,
        Func<NetworkDefinition, NetworkDefinition>? define = null,
        int keepDeliveries = 90)
    {
        receiver ??= new HookReceiver();
        var server = await LiveServer.StartAsync(
            chain, directory, configure: options => options with { AllowedTargets = AllowList.Parse([receiver.Target]), KeepDeliveries = keepDeliveries }, define: define, clock: clock);
        var alerted = new AlertedServer(server, receiver, new Visitor(server));
        await alerted.Owner.SignInAsync(new TestWallet("Ann"));
        if (chain is null)
            await server.MineAsync(World.Three());
        return alerted;
    }

    /// <summary>Makes the webhook.</summary>
    public async Task<JsonNode> AddChannelAsync(string name = "hook")
    {
        var made = await Owner.JsonAsync(HttpMethod.Post, "/api/v1/alerts/channels", new { name, kind = "webhook", settings = new { url = Receiver.Url } });
        Channel = (string)made["channel"]!["id"]!;
        return made;
    }

    /// <summary>Makes a rule about ratios below critical that goes to the webhook.</summary>
    public async Task<string> AddRuleAsync(string name = "red")
    {
        var made = await Owner.JsonAsync(HttpMethod.Post, "/api/v1/alerts/rules", Rule(name));
        return (string)made["rule"]!["id"]!;
    }

    public object Rule(string name = "red", string network = "demo", string? channel = null) => new
    {
        network,
        name,
        kind = new { type = "ratioBelow", threshold = "critical" },
        groupWaitSeconds = 0,
        channels = new[] { channel ?? Channel },
    };

    /// <summary>Waits until so many webhooks were taken; their bodies.</summary>
    public async Task<IReadOnlyList<JsonNode>> ToldAsync(int count)
    {
        await Receiver.WaitAsync(calls => calls.Count(static call => call.Taken) >= count, Patience, Ct);
        return [.. Receiver.Taken.Select(static call => JsonNode.Parse(call.Body)!)];
    }

    /// <summary>Waits until a delivery is recorded as it should be.</summary>
    public async Task<JsonNode> DeliveriesAsync(Func<JsonArray, bool> wanted)
    {
        for (var i = 0; ; i++)
        {
            var answer = await Owner.JsonAsync(HttpMethod.Get, "/api/v1/alerts/deliveries?network=demo");
            if (wanted(answer["deliveries"]!.AsArray()))
                return answer;
            Assert.True(i < 400, $"It never came to be so: {answer}");
            await Task.Delay(TimeSpan.FromMilliseconds(25), TimeProvider.System, Ct);
        }
    }

    public async ValueTask DisposeAsync()
    {
        Owner.Dispose();
        foreach (var call in Receiver.Calls)
            Server.Canaries.Hear("a webhook's body", call.Body);
        await Server.DisposeAsync();
        await Receiver.DisposeAsync();
    }
}
