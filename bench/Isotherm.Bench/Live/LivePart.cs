using System.Globalization;
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
        List<Budget> budgets = [];
        foreach (var size in Sizes)
        {
            Console.WriteLine($"  {size} clusters: making the chain");
            var figures = await MeasureAsync(size, ct);
            latency.Add([Text(size), Text(figures.Painted.Count), figures.Held.Spread("0"), Milliseconds(figures.Held.At(0.99)), figures.Painted.Spread("0"), Milliseconds(figures.Painted.At(0.99))]);
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
            $"A local Anvil, the server as a process of its own, one page in a headless Chromium without a GPU, and a WebSocket subscriber of the node's own; all share the machine and its clock. {Blocks} blocks, {Pause.TotalMilliseconds} ms apart, each with a new price, so that every tile is computed again. Held: the page has verified the block. Painted: the second animation frame after that, so up to two frames late and never early.",
            [
                new(["clusters", "blocks", "seen → held, ms", "p99", "seen → painted, ms", "p99"], latency),
                new(["clusters", "process start → first heatmap, ms", "navigation → first picture, ms", "resident after start, MB", $"resident after {MemoryBlocks} blocks, MB"], footprint),
            ],
            budgets,
            []);
    }

    private static async Task<Figures> MeasureAsync(int size, CancellationToken ct)
    {
        await using var chain = await BenchChain.StartAsync(true, size, 1, ct);
        await using var server = await ServerUnderTest.StartAsync(chain.ManifestText(), ct);
        var atStart = server.ResidentMegabytes;
        await using var page = await PaintWatcher.OpenAsync(server.Address);
        await using var heads = new HeadWatcher();
        await heads.StartAsync(chain.Ws, ct);
        Console.WriteLine($"  {size} clusters: {Blocks} blocks");
        var afterBlocks = 0.0;
        for (var i = 0; i < Blocks; i++)
        {
            await chain.SetPriceAsync(20_000_000 + (i % 20 * 50_000), ct);
            if (i == MemoryBlocks)
                afterBlocks = server.ResidentMegabytes;
            await Task.Delay(Pause, TimeProvider.System, ct);
        }

        await Task.Delay(TimeSpan.FromSeconds(1), TimeProvider.System, ct);
        var paints = (await page.PaintsAsync()).Where(paint => heads.Seen.ContainsKey(paint.Block)).ToArray();
        return paints.Length == 0
            ? throw new InvalidOperationException("The page painted none of the blocks.")
            : new(
                new(paints.Select(paint => paint.Held - heads.Seen[paint.Block])),
                new(paints.Select(paint => paint.Painted - heads.Seen[paint.Block])),
                server.FirstHeatmap.TotalMilliseconds,
                page.FirstPicture,
                atStart,
                afterBlocks);
    }

    private static string Text(int value) => value.ToString(CultureInfo.InvariantCulture);

    private static string Milliseconds(double value) => value.ToString("0", CultureInfo.InvariantCulture);

    private sealed record Figures(Samples Held, Samples Painted, double FirstHeatmap, double FirstPicture, double AtStart, double AfterBlocks);
}
