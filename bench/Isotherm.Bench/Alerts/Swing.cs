using System.Numerics;
using System.Text.Json;
using Isotherm.Alerts.Channels;
using Isotherm.Alerts.Rules;
using Isotherm.Bench.Chain;
using Isotherm.Bench.Live;
using Isotherm.Bench.Reporting;
using Isotherm.Domain;
using Isotherm.Testing;

namespace Isotherm.Bench.Alerts;

/// <summary>A price that takes a few clusters below critical and back, block by block.</summary>
internal static class Swing
{
    internal const int Clusters = 300;
    internal const int Watched = 10;
    internal const int Blocks = 120;
    private const int High = 20_000_000;
    private const int Low = 8_000_000; // clusters 1 to 10 have at most 2.3 times their requirement at the high price
    internal static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>Plays the blocks and waits until all is told.</summary>
    internal static async Task<Figures> MeasureAsync(CancellationToken ct)
    {
        Console.WriteLine($"  {Clusters} clusters: making the chain");
        await using var chain = await BenchChain.StartAsync(true, Clusters, 1, ct);
        await using var receiver = new HookReceiver();
        var scope = new RuleScope.Clusters([.. Enumerable.Range(1, Watched).Select(id => new ClusterId((BigInteger)id))]);
        AlertAccount.Told[] rules = [new("each", ChannelKind.Webhook, receiver, scope, 0)];
        await using var server = await ServerUnderTest.StartAsync(chain.ManifestText(), data => AlertAccount.WriteAsync(data, rules, ct), ["--allow-target", receiver.Target], ct);
        await using var heads = new HeadWatcher();
        await heads.StartAsync(chain.Ws, ct);
        Console.WriteLine($"  {Clusters} clusters: {Blocks} blocks");
        for (var i = 0; i < Blocks; i++)
        {
            await chain.SetPriceAsync(i % 2 == 0 ? Low : High, ct);
            await Task.Delay(Pause, TimeProvider.System, ct);
        }

        var calls = await receiver.WaitAsync(came => came.Length >= Blocks * Watched, Patience, ct);
        var clock = new Arrivals();
        var ways = calls.GroupBy(call => BlockOf(call.Body)).Where(block => heads.Seen.ContainsKey(block.Key))
            .Select(block => (First: clock.Of(block.First()) - heads.Seen[block.Key], Last: block.Max(clock.Of) - heads.Seen[block.Key])).ToArray();
        return ways.Length < Blocks * 9 / 10
            ? throw new InvalidOperationException($"Of {Blocks} blocks {ways.Length} were told of.")
            : new(new(ways.Select(way => way.First)), new(ways.Select(way => way.Last)), calls.Count);
    }

    private static ulong BlockOf(string body)
    {
        using var message = JsonDocument.Parse(body);
        return message.RootElement.GetProperty("data").GetProperty("block").GetProperty("number").GetUInt64();
    }

    /// <summary>Milliseconds after the block was seen, by block: its first message, its last; and how many messages in all.</summary>
    internal sealed record Figures(Samples First, Samples Last, int Messages);
}
