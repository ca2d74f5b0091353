using System.Collections.Concurrent;
using System.Globalization;
using Isotherm.Bench.Chain;
using Isotherm.Bench.Reporting;

namespace Isotherm.Bench.Backfill;

/// <summary>Catching up with a long chain, beside the time that the node itself takes for the same logs and headers.</summary>
internal sealed class BackfillPart : IPart
{
    private const int Clusters = 300;
    private const int NodesPerCluster = 4;
    private const int LogsPerBlock = 250;
    private const int Logs = 500_000;
    private const int Rounds = 5;
    private const double Allowed = 1.3;
    private const double Wanted = 100_000;

    /// <inheritdoc />
    public string Name => "backfill";

    /// <inheritdoc />
    public async Task<Section> RunAsync(CancellationToken ct)
    {
        Console.WriteLine($"  making a chain of {Logs} events");
        await using var chain = await BenchChain.StartAsync(false, Clusters, NodesPerCluster, ct);
        await FillAsync(chain, ct);
        var head = await chain.HeadAsync(ct);
        var manifest = chain.Manifest("event");
        var isotherm = new IsothermBackfill(manifest);
        var requests = new ConcurrentQueue<byte[]>();
        var (_, _, hash) = await isotherm.RunAsync(head, _ => new RecordingHandler(requests), ct);
        using var node = new NodeAlone(chain.Http, [.. requests]);
        var bytes = (await node.RunAsync(ct)).Bytes;
        var (nodeTimes, ourTimes, busyTimes) = (new double[Rounds], new double[Rounds], new double[Rounds]);
        for (var i = 0; i < Rounds; i++)
        {
            nodeTimes[i] = (await node.RunAsync(ct)).Seconds;
            (ourTimes[i], busyTimes[i], var again) = await isotherm.RunAsync(head, null, ct);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  round {i + 1}: node {nodeTimes[i]:0.00} s, Isotherm {ourTimes[i]:0.00} s, of it {busyTimes[i]:0.00} s on the processors"));
            if (again != hash)
                throw new InvalidOperationException($"Two backfills of one chain ended at {hash} and {again}.");
        }

        return Report(new(nodeTimes), new(ourTimes), new(busyTimes), new(nodeTimes.Zip(ourTimes, (n, o) => o / n)), head, bytes);
    }

    private static async Task FillAsync(BenchChain chain, CancellationToken ct)
    {
        var nodes = chain.Clusters * chain.NodesPerCluster;
        for (var block = 0; block < Logs / LogsPerBlock; block++)
        {
            if (block % 10 == 0)
                await chain.SetPriceAsync(20_000_000 + (block % 700 * 1_000), ct);
            await chain.CreditAsync(Enumerable.Range(0, LogsPerBlock).Select(i => 1 + (((block * LogsPerBlock) + i) % nodes)), 1_000_000_007, ct);
            if (block % 400 == 399)
                Console.WriteLine($"    {(block + 1) * LogsPerBlock} events");
        }
    }

    private Section Report(Samples node, Samples ours, Samples busy, Samples ratio, ulong head, long bytes) => new(
        Name,
        "Backfill: 500 000 events",
        $"A chain of {head + 1} blocks on a local Anvil with {Clusters} clusters of {NodesPerCluster} nodes, {LogsPerBlock} events a block, and a price every eleventh. The node alone: the requests that Isotherm makes, sent again one after the other, answers read and thrown away. Isotherm: the server's runtime from an empty data directory until the head is committed and published. {Rounds} rounds, in turn; node and server share the machine.",
        [
            new(
                ["", "seconds", "logs/s", "MB/s of JSON"],
                [
                    ["node alone", node.Spread("0.00"), (Logs / node.Median).ToString("0", CultureInfo.InvariantCulture), (bytes / node.Median / 1e6).ToString("0", CultureInfo.InvariantCulture)],
                    ["Isotherm: follow, decode, apply, commit", ours.Spread("0.00"), (Logs / ours.Median).ToString("0", CultureInfo.InvariantCulture), (bytes / ours.Median / 1e6).ToString("0", CultureInfo.InvariantCulture)],
                    ["of it on the processors, all threads", busy.Spread("0.00"), (Logs / busy.Median).ToString("0", CultureInfo.InvariantCulture), ""],
                    ["ratio, round by round", ratio.Spread("0.00"), "", ""],
                ]),
        ],
        [
            new("backfill beside the node's own time for the same logs and headers", "≤ 1.3 ×", string.Create(CultureInfo.InvariantCulture, $"{ratio.Median:0.00} ×"), ratio.Median <= Allowed),
            new("backfill decoded, applied, committed", "≥ 100 000 logs/s", string.Create(CultureInfo.InvariantCulture, $"{Logs / ours.Median:0} logs/s"), Logs / ours.Median >= Wanted),
        ],
        []);
}
