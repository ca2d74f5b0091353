using System.Globalization;
using Isotherm.Bench.Reporting;

namespace Isotherm.Bench.Alerts;

/// <summary>From an independent subscriber's block to the first byte at a webhook, and a storm of all clusters in one block.</summary>
internal sealed class AlertsPart : IPart
{
    private const double FirstByteBudget = 500;
    private const double StormFirstBudget = 1_000;
    private const double StormLastBudget = 60_000;

    /// <inheritdoc />
    public string Name => "alerts";

    /// <inheritdoc />
    public async Task<Section> RunAsync(CancellationToken ct)
    {
        var swing = await Swing.MeasureAsync(ct);
        var storm = await Storm.MeasureAsync(ct);
        var (first, last) = (storm.Max(way => way.First), storm.Max(way => way.Last));
        return new(
            Name,
            "Alerts: block to webhook, and a storm",
            $"A local Anvil, the server as a process of its own without a page, and receivers on loopback that note when a request's first byte came; a WebSocket subscriber of the node's own notes when it saw a block; all share the machine. Swing: {Swing.Clusters} clusters; {Swing.Blocks} blocks, {Swing.Pause.TotalMilliseconds} ms apart, whose price takes {Swing.Watched} watched clusters below critical and back in turn, a message for each of them every time (fire or resolve) to one webhook. Storm: one price takes all {Storm.Clusters} clusters below critical in one block, once for a rule that groups, as rules do unless told otherwise, and once, on another server, for one that tells of each cluster by itself (`groupWait` 0): more than 100 at once are a storm, and one alert. A channel's limit in any second is its burst and its rate for that second.",
            [
                new(
                    ["clusters", "blocks told of", "messages", "seen → first webhook byte, ms", "p99", "seen → first byte of the block's last message, ms", "p99"],
                    [[Text(Swing.Clusters), Text(swing.First.Count), Text(swing.Messages), swing.First.Spread("0"), Text(swing.First.At(0.99)), swing.Last.Spread("0"), Text(swing.Last.At(0.99))]]),
                new(
                    [$"storm of {Storm.Clusters} clusters", "messages", "clusters told of", "requests", "seen → first, ms", "seen → last, ms", "most requests in a second", "limit"],
                    [.. storm.Select(way => (IReadOnlyList<string>)[way.Name, Text(way.Messages), Text(way.Told), Text(way.Requests), Text(way.First), Text(way.Last), Text(way.Densest), Text(way.Limit)])]),
            ],
            [
                new("an independent newHeads subscriber sees the block → first webhook byte, 300 clusters", "p99 ≤ 500 ms", string.Create(CultureInfo.InvariantCulture, $"p50 {swing.First.Median:0} ms, p99 {swing.First.At(0.99):0} ms"), swing.First.At(0.99) <= FirstByteBudget),
                new("storm: 10 000 clusters turn red in one block, first message, whatever the rule says of grouping", "≤ 1 s", $"{Text(first)} ms", first <= StormFirstBudget),
                new("the same, all drained", "≤ 60 s", $"{Text(last / 1_000)} s", last <= StormLastBudget),
                new("the same, no channel over its rate", "≤ its limit in any second", string.Join("; ", storm.Select(way => $"{Text(way.Densest)} of {Text(way.Limit)}")), storm.All(way => way.Densest <= way.Limit)),
            ],
            ["A storm's message leaves when what was judged of all 10 000 is committed, in one transaction with their block."]);
    }

    private static string Text(double value) => value.ToString(value < 10 ? "0.#" : "0", CultureInfo.InvariantCulture);
}
