using System.Globalization;
using System.Text.Json;
using Isotherm.Bench.Chain;
using Isotherm.Bench.Reporting;

namespace Isotherm.Bench.Live;

/// <summary>A running server with one page: from an independent subscriber's block to the painted map, start, and memory.</summary>
internal sealed class LivePart : IPart
{
    private const int Blocks = 110;
    private const int MemoryBlocks = 50;
    private const double PaintedBudget = 100;
    private const double FirstPictureBudget = 1_000;
    private static readonly int[] Sizes = [300, 10_000];
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(400);

    /// <inheritdoc />
    public string Name => "live";

    /// <inheritdoc />
    public async Task<Section> RunAsync(CancellationToken ct)
    {
        List<IReadOnlyList<string>> latency = [];
        List<IReadOnlyList<string>> footprint = [];
        List<IReadOnlyList<string>> path = [];
        List<Budget> budgets = [];
        foreach (var size in Sizes)
        {
            Console.WriteLine($"  {size} clusters: making the chain");
            var figures = await MeasureAsync(size, ct);
            latency.Add([Text(size), Text(figures.Painted.Count), figures.Held.Spread("0"), Milliseconds(figures.Held.At(0.99)), figures.Painted.Spread("0"), Milliseconds(figures.Painted.At(0.99))]);
            path.Add([Text(size), .. figures.Path.Select(step => $"{step.Spread("0.0")}, {Milliseconds(step.At(0.99))}")]);
            footprint.Add([Text(size), Milliseconds(figures.FirstHeatmap), Milliseconds(figures.FirstPicture), Milliseconds(figures.AtStart), Milliseconds(figures.AfterBlocks)]);
            if (size == Sizes[^1])
            {
                budgets.Add(new("an independent newHeads subscriber sees the block → painted, 10 000 tiles", "p99 ≤ 100 ms", string.Create(CultureInfo.InvariantCulture, $"p50 {figures.Painted.Median:0} ms, p99 {figures.Painted.At(0.99):0} ms"), figures.Painted.At(0.99) <= PaintedBudget));
                budgets.Add(new("page: first picture, 10 000 tiles", "≤ 1 s", string.Create(CultureInfo.InvariantCulture, $"{figures.FirstPicture:0} ms"), figures.FirstPicture <= FirstPictureBudget));
            }
        }

        return new(
            Name,
            "Live: block to screen, start, memory",
            $"A local Anvil, the server as a process of its own, one page in a headless Chromium without a GPU, and a WebSocket subscriber of the node's own; all share the machine and its clock. {Blocks} blocks, {Pause.TotalMilliseconds} ms apart, each with a new price, so that every tile is computed again. Held: the page has verified the block. Painted: the second animation frame after that, so up to two frames late and never early. The way of a block in steps: what the server tells of its latest block after each (read: from the announcement to the verified block; commit; publish: the picture swapped and viewers woken), and from seen to held what is left beside them: applying, the frame's encoding and way, and the page's verification.",
            [
                new(["clusters", "blocks", "seen → held, ms", "p99", "seen → painted, ms", "p99"], latency),
                new(["clusters: steps, ms, and p99", "read", "commit", "publish", "the rest until held", "held → painted"], path),
                new(["clusters", "process start → first heatmap, ms", "navigation → first picture, ms", "resident after start, MB", $"resident after {MemoryBlocks} blocks, MB"], footprint),
            ],
            budgets,
            []);
    }

    private static async Task<Figures> MeasureAsync(int size, CancellationToken ct)
    {
        await using var chain = await BenchChain.StartAsync(true, size, 1, ct);
        await using var server = await ServerUnderTest.StartAsync(chain.ManifestText(), null, ct);
        var atStart = server.ResidentMegabytes;
        await using var page = await PaintWatcher.OpenAsync(server.Address);
        await using var heads = new HeadWatcher();
        await heads.StartAsync(chain.Ws, ct);
        Console.WriteLine($"  {size} clusters: {Blocks} blocks");
        var afterBlocks = 0.0;
        Dictionary<ulong, double[]> told = [];
        for (var i = 0; i < Blocks; i++)
        {
            await chain.SetPriceAsync(20_000_000 + (i % 20 * 50_000), ct);
            if (i == MemoryBlocks)
                afterBlocks = server.ResidentMegabytes;
            await Task.Delay(Pause, TimeProvider.System, ct);
            Note(await server.NetworkAsync(ct), told);
        }

        await Task.Delay(TimeSpan.FromSeconds(1), TimeProvider.System, ct);
        var paints = (await page.PaintsAsync()).Where(paint => heads.Seen.ContainsKey(paint.Block)).ToArray();
        return paints.Length == 0
            ? throw new InvalidOperationException("The page painted none of the blocks.")
            : new(
                new(paints.Select(paint => paint.Held - heads.Seen[paint.Block])),
                new(paints.Select(paint => paint.Painted - heads.Seen[paint.Block])),
                Steps(paints, heads.Seen, told),
                server.FirstHeatmap.TotalMilliseconds,
                page.FirstPicture,
                atStart,
                afterBlocks);
    }

    // A step that could not be measured for a block (the server had not heard the announcement first) leaves the block out.
    private static void Note(JsonElement network, Dictionary<ulong, double[]> told)
    {
        var latency = network.GetProperty("latency");
        JsonElement[] steps = [latency.GetProperty("sourceMs"), latency.GetProperty("commitMs"), latency.GetProperty("publishMs")];
        if (steps.All(step => step.ValueKind == JsonValueKind.Number))
            told[network.GetProperty("head").GetProperty("number").GetUInt64()] = [.. steps.Select(step => step.GetDouble())];
    }

    private static IReadOnlyList<Samples> Steps(IEnumerable<(ulong Block, double Held, double Painted)> paints, IReadOnlyDictionary<ulong, double> seen, Dictionary<ulong, double[]> told)
    {
        var blocks = paints.Where(paint => told.ContainsKey(paint.Block)).Select(paint => (double[])[.. told[paint.Block], paint.Held - seen[paint.Block] - told[paint.Block].Sum(), paint.Painted - paint.Held]).ToArray();
        return [.. Enumerable.Range(0, 5).Select(step => new Samples(blocks.Select(block => block[step])))];
    }

    private static string Text(int value) => value.ToString(CultureInfo.InvariantCulture);

    private static string Milliseconds(double value) => value.ToString("0", CultureInfo.InvariantCulture);

    private sealed record Figures(Samples Held, Samples Painted, IReadOnlyList<Samples> Path, double FirstHeatmap, double FirstPicture, double AtStart, double AfterBlocks);
}
