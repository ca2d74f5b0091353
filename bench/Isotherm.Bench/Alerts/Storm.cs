using System.Text.Json;
using Isotherm.Alerts.Channels;
using Isotherm.Alerts.Delivery;
using Isotherm.Alerts.Rules;
using Isotherm.Bench.Chain;
using Isotherm.Bench.Live;
using Isotherm.Testing;

namespace Isotherm.Bench.Alerts;

/// <summary>One block in which every cluster turns red.</summary>
internal static class Storm
{
    internal const int Clusters = 10_000;
    private const int High = 20_000_000;
    private const int Low = 5_000_000; // the best has four times its requirement at the high price
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);
    private static readonly TimeSpan Calm = TimeSpan.FromSeconds(3);

    /// <summary>Plays it twice, for a rule that groups and for one that does not, each on a server of its own.</summary>
    internal static async Task<IReadOnlyList<Way>> MeasureAsync(CancellationToken ct)
    {
        Console.WriteLine($"  {Clusters} clusters: making the chain");
        await using var chain = await BenchChain.StartAsync(true, Clusters, 1, ct);
        var (grouped, groupedSeen) = await PlayAsync(chain, 12, ct);
        var (each, eachSeen) = await PlayAsync(chain, 0, ct);
        return
        [
            Of("a rule that groups", grouped, groupedSeen),
            Of("a rule that does not", each, eachSeen),
        ];
    }

    private static async Task<(IReadOnlyList<HookCall> Calls, double Seen)> PlayAsync(BenchChain chain, int groupWaitSeconds, CancellationToken ct)
    {
        await chain.SetPriceAsync(High, ct);
        await using var receiver = new HookReceiver();
        AlertAccount.Told[] rules = [new("storm", ChannelKind.Webhook, receiver, new RuleScope.Network(), groupWaitSeconds)];
        await using var server = await ServerUnderTest.StartAsync(chain.ManifestText(), data => AlertAccount.WriteAsync(data, rules, ct), ["--allow-target", receiver.Target], ct);
        await using var heads = new HeadWatcher();
        await heads.StartAsync(chain.Ws, ct);
        await chain.SetPriceAsync(High, ct);
        await Task.Delay(Calm, TimeProvider.System, ct);
        Console.WriteLine($"  {Clusters} clusters: the storm, group wait {groupWaitSeconds} s");
        await chain.SetPriceAsync(Low, ct);
        var block = await chain.HeadAsync(ct);
        var calls = await receiver.WaitAsync(came => came.Sum(call => ToldBy(call.Body)) >= Clusters, Patience, ct);
        return (calls, heads.Seen[block]);
    }

    private static Way Of(string name, IReadOnlyList<HookCall> calls, double seen)
    {
        var clock = new Arrivals();
        double[] times = [.. calls.Select(clock.Of).Order()];
        var pace = ChannelPace.Of(ChannelKind.Webhook);
        return new(name, calls.Count, calls.Sum(call => ToldBy(call.Body)), calls.Count, times[0] - seen, times[^1] - seen, times.Max(from => times.Count(at => at >= from && at < from + 1_000)), pace.Burst + pace.PerSecond);
    }

    private static int ToldBy(string body)
    {
        using var message = JsonDocument.Parse(body);
        return message.RootElement.GetProperty("data").GetProperty("clusterCount").GetInt32();
    }

    /// <summary>What came on one way.</summary>
    /// <param name="Name">What the rule says of grouping.</param>
    /// <param name="Messages">Messages in all.</param>
    /// <param name="Told">Different clusters told of.</param>
    /// <param name="Requests">Requests that brought them.</param>
    /// <param name="First">Milliseconds from the block's being seen to the first request's first byte.</param>
    /// <param name="Last">The same to the last request's.</param>
    /// <param name="Densest">Most requests in any second.</param>
    /// <param name="Limit">How many the channel's pace allows in one.</param>
    internal sealed record Way(string Name, int Messages, int Told, int Requests, double First, double Last, int Densest, double Limit);
}
