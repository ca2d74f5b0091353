using System.Globalization;
using Isotherm.Bench.Reporting;

namespace Isotherm.Bench.Map;

/// <summary>Our map beside others on the same data, and alone at the sizes that they do not reach.</summary>
internal sealed class MapPart : IPart
{
    /// <summary>Tiles of the measurements alone, and of the page.</summary>
    public const int Large = 100_000;

    private const int Largest = 1_000_000;
    private const int LargeRuns = 24;

    /// <summary>Tiles at which the contenders are judged.</summary>
    public const int Compared = 10_000;

    /// <summary>Blocks that every contender shows before those that are timed, where it has the time.</summary>
    public const int WarmUp = 12;

    /// <summary>Of what lies so near to its budget that a machine's mood decides, in browsers of their own and minutes apart.</summary>
    private const int Rounds = 3;

    /// <summary>For one contender at one size.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(4);

    /// <summary>Names that bench/map-page knows, and what they are.</summary>
    public static readonly IReadOnlyList<(string Name, string Title)> Contenders =
    [
        ("slots", "Isotherm, fixed slots"),
        ("treemap", "Isotherm, treemap"),
        ("echarts", "ECharts treemap"),
        ("d3", "d3-hierarchy squarify + canvas"),
        ("d3keeps", "d3-hierarchy resquarify + canvas"),
    ];

    private static readonly (int Tiles, int WarmUp, int Blocks, int Moves)[] Sizes = [(1_000, WarmUp, 60, 20), (Compared, WarmUp, 40, 10), (Large, 3, 8, 3)];

    /// <inheritdoc />
    public string Name => "map";

    /// <inheritdoc />
    public async Task<Section> RunAsync(CancellationToken ct)
    {
        Dictionary<(int Tiles, string Name), Race?> races = [];
        List<Dictionary<string, Samples>> layouts = [];
        foreach (var (tiles, warmUp, blocks, moves) in Sizes)
        {
            foreach (var (name, title) in Contenders)
            {
                ct.ThrowIfCancellationRequested();
                Console.WriteLine($"  {tiles} tiles: {title}");
                var race = races[(tiles, name)] = await RaceAsync(name, tiles, warmUp, blocks, moves);
                Console.WriteLine(race is null ? "    not done in time" : $"    {race.Update.Spread("0.00")} ms");
            }

            if (tiles == Compared)
                await AgainAsync(races, warmUp, blocks, ct);
            if (layouts.Count < Rounds - 1)
                layouts.Add(await LayoutsAsync(Large, LargeRuns));
        }

        Console.WriteLine($"  {Large} tiles alone");
        var large = await ReachAsync(Large, LargeRuns);
        large = large with { Layouts = large.Layouts.ToDictionary(layout => layout.Key, layout => layouts.Aggregate(layout.Value, (all, more) => all.And(more[layout.Key])), StringComparer.Ordinal) };
        Console.WriteLine($"  {Largest} tiles alone");
        var largest = await ReachAsync(Largest, 5);
        Console.WriteLine($"  {Large} clusters on the page, from a server");
        var page = await RealPage.RunAsync(Large, ct);
        return new(
            Name,
            "Map: beside others, and at 100 000 tiles",
            "A headless Chromium without a GPU (WebGL in software), 1600 × 900. Side by side: one page (bench/map-page) draws the same made-up network and the same blocks in a browser of its own for each; every block moves the price and, by a normal 0.3 %, every size, so that every ratio and every rectangle changes. Script: from the block's numbers until all is drawn, on the page's main thread, each block on a page that is done with the one before, its pulses and its drawing, and that showed 12 blocks before the first that counts (3 at 100 000 tiles); our treemap and d3's squarify have three rounds at 10 000, in turn; ours works out every zone exactly in it, the others theirs by doubles. ECharts with animation, hover, labels and tooltips off; d3 without labels, its hierarchy kept; ours as it is, with labels, signs and hidden rows. Processor time counts everything until the next block: frames, rows for screen readers, drawing in software. Alone: the same page; zones and layouts of 100 000 tiles in three rounds, minutes apart. From a server: the built page on the server playing 100 000 recorded clusters, a block every two seconds; first pictures are of browsers that have finished starting, whose processes leave a processor nearly idle, but where said; script of a frame is processor time of the main thread with garbage collection, from Chromium's own trace, while the mouse is dragged by 1 200 steps on a page that has come to rest, each as soon as the page has taken the one before, given as Chromium's own input (Playwright's mouse runs scripts of its own in the page).",
            [SideBySide(races), Alone(large, largest), OnThePage(page)],
            [.. Judge(races), .. Judge(large), .. Judge(page)],
            Notes(races));
    }

    /// <summary>One contender in a browser of its own; null when it is not done in time.</summary>
    public static async Task<Race?> RaceAsync(string name, int tiles, int warmUp, int blocks, int moves)
    {
        await using var browser = await BenchBrowser.StartAsync();
        return await Race.RunAsync(browser, name, tiles, warmUp, blocks, moves, Patience);
    }

    // The further rounds, of which only the script of blocks is kept.
    private static async Task AgainAsync(Dictionary<(int Tiles, string Name), Race?> races, int warmUp, int blocks, CancellationToken ct)
    {
        for (var round = 2; round <= Rounds; round++)
        {
            foreach (var name in (string[])["treemap", "d3"])
            {
                ct.ThrowIfCancellationRequested();
                if (races[(Compared, name)] is not { } before || await RaceAsync(name, Compared, warmUp, blocks, 1) is not { } race)
                    continue;
                races[(Compared, name)] = before with { Update = before.Update.And(race.Update) };
                Console.WriteLine($"  {Compared} tiles, round {round} of {name}: {race.Update.Spread("0.00")} ms");
            }
        }
    }

    /// <summary>Milliseconds of script for zones, layouts and a sort, in a browser of its own.</summary>
    public static async Task<Dictionary<string, Samples>> LayoutsAsync(int tiles, int runs)
    {
        await using var browser = await BenchBrowser.StartAsync();
        var page = await browser.NewBenchPageAsync();
        await page.EvaluateAsync("([tiles, blocks]) => window.bench.prepare(tiles, blocks)", new[] { tiles, runs });
        return await Reach.LayoutsAsync(page, runs);
    }

    private static async Task<Reach> ReachAsync(int tiles, int runs)
    {
        await using var browser = await BenchBrowser.StartAsync();
        return await Reach.RunAsync(browser, tiles, runs);
    }

    private static Table SideBySide(Dictionary<(int Tiles, string Name), Race?> races)
    {
        List<IReadOnlyList<string>> rows = [];
        foreach (var (tiles, _, _, _) in Sizes)
        {
            var ours = races[(tiles, "treemap")];
            foreach (var (name, title) in Contenders)
            {
                rows.Add(races[(tiles, name)] is { } race
                    ?
                    [
                        Text(tiles), title, race.Update.Spread("0.00"), Number(race.Update.At(0.99), "0.00"), ours is null ? "" : Number(race.Update.Median / ours.Update.Median, "0.0"),
                        Number(race.FirstPicture, "0"), Number(race.MainThread, "0.0"), Number(race.AllProcesses, "0"), Number(race.MovedOver2, "0"), Number(race.P99, "0.00"),
                    ]
                    : [Text(tiles), title, $"not done in {Patience.TotalMinutes:0} minutes", "", "", "", "", "", "", ""]);
            }
        }

        return new(["tiles", "map", "script a block, ms", "p99", "× our treemap", "data → first picture, ms", "processor a block: main thread, ms", "all processes, ms", "tiles moved > 2 px a block", "p99 moved, px"], rows);
    }

    private static Table Alone(Reach large, Reach largest)
    {
        (string What, Func<Reach, string> Of)[] lines =
        [
            ("zones of all rows, exact, ms", r => r.Layouts["assess"].Spread("0.00")),
            ("layout: fixed slots anew, ms", r => r.Layouts["slots"].Spread("0.00")),
            ("layout: fixed slots, another size of the window, ms", r => r.Layouts["slotsResize"].Spread("0.00")),
            ("layout: fixed slots, a block, ms", r => r.Layouts["slotsBlock"].Spread("0.000")),
            ("layout: treemap anew, ms", r => r.Layouts["treemap"].Spread("0.00")),
            ("a plain sort by size, by which it is judged, ms", r => r.Layouts["sort"].Spread("0.00")),
            ("of it its own sort, by group and size, with weighing, ms", r => r.Layouts["sortOwn"].Spread("0.00")),
            ("layout: treemap, a block of other sizes, ms", r => r.Layouts["treemapBlock"].Spread("0.00")),
            ("a block in fixed slots until drawn, script, ms", r => r.Update.Spread("0.00")),
            ("a step of stress until drawn, script, ms", r => r.Stress.Spread("0.00")),
            ("script of a frame while panning, ms", r => $"{r.Panned.Script.Spread("0.00")}, p99 {Number(r.Panned.Script.At(0.99), "0.00")}"),
            ("processor of all processes for such a frame, ms", r => Number(r.PanCpu, "0")),
            ("data → first picture, ms", r => Number(r.FirstPicture, "0")),
            ("draw calls", r => Text(r.DrawCalls)),
            ("heap after a collection, data included, MB", r => Number(r.Megabytes, "0")),
        ];
        return new(["alone", $"{Text(Large)} tiles", $"{Text(Largest)} tiles"], [.. lines.Select(line => (string[])[line.What, line.Of(large), line.Of(largest)])]);
    }

    private static Table OnThePage(RealPage page) => new(
        ["the page, 100 000 clusters", ""],
        [
            ["navigation → first picture, ms, least of 5", Number(page.FirstPicture.At(0), "0")],
            ["the same, median", Number(page.FirstPicture.Median, "0")],
            ["the same in a browser that is still starting: least, median", $"{Number(page.AtStart.At(0), "0")}, {Number(page.AtStart.Median, "0")}"],
            ["of a bare page that starts WebGL in software and draws once: least, median", $"{Number(page.Bare.At(0), "0")}, {Number(page.Bare.Median, "0")}"],
            ["script of a frame while panning, ms", $"{page.Panned.Script.Spread("0.00")}, p99 {Number(page.Panned.Script.At(0.99), "0.00")}, {page.Panned.Script.Count} frames"],
            ["processor of all processes for such a frame, ms", Number(page.PanCpu, "0")],
            ["script of a frame while a stress is dragged, ms", $"{page.Stressed.Script.Spread("0.00")}, p99 {Number(page.Stressed.Script.At(0.99), "0.00")}, {page.Stressed.Script.Count} frames"],
            ["processor of all processes for such a frame, ms", Number(page.StressCpu, "0")],
            ["draw calls a frame, with letters", Text(page.DrawCalls)],
            ["heap after a collection, MB", Number(page.Megabytes, "0")],
        ]);

    private static IEnumerable<Budget> Judge(Dictionary<(int Tiles, string Name), Race?> races)
    {
        if (races[(Compared, "treemap")] is not { } ours)
            yield break;
        foreach (var (name, title, times) in new[] { ("echarts", "ECharts", 100), ("d3", "d3 + canvas", 10) })
        {
            if (races[(Compared, name)] is not { } other)
                continue;
            var ratio = other.Update.Median / ours.Update.Median;
            yield return new($"script a block, 10 000 tiles, our treemap beside {title}", $"≥ {times} × less", string.Create(CultureInfo.InvariantCulture, $"{ratio:0} × ({ours.Update.Median:0.00} ms, {other.Update.Median:0.0} ms)"), ratio >= times);
        }

        var slots = Sizes.Select(size => races[(size.Tiles, "slots")]?.Farthest ?? double.NaN).Max();
        yield return new("tiles move by a block, fixed slots", "0 px", Number(slots, "0.##") + " px", slots == 0);
        var p99 = Sizes.Select(size => races[(size.Tiles, "treemap")]?.P99 ?? double.NaN).Max();
        yield return new("tiles move by a block, treemap, 0.3 % of size", "p99 < 2 px", Number(p99, "0.00") + " px", p99 < 2);
    }

    private static IEnumerable<Budget> Judge(Reach large)
    {
        var slots = large.Layouts["slots"].Median;
        yield return new("layout of 100 000 tiles, fixed slots", "≤ 2 ms", Number(slots, "0.00") + " ms", slots <= 2);
        var rest = large.Layouts["treemap"].Median - large.Layouts["sort"].Median;
        yield return new("layout of 100 000 tiles, treemap, beside its sort", "≤ 1 ms", Number(rest, "0.00") + " ms", rest <= 1);
    }

    private static IEnumerable<Budget> Judge(RealPage page)
    {
        yield return new("script of a frame, 100 000 tiles, panning", "p99 ≤ 4 ms", Number(page.Panned.Script.At(0.99), "0.00") + " ms", page.Panned.Script.At(0.99) <= 4);
        yield return new("script of a frame, 100 000 tiles, a stress dragged", "p99 ≤ 4 ms", Number(page.Stressed.Script.At(0.99), "0.00") + " ms", page.Stressed.Script.At(0.99) <= 4);
        yield return new("draw calls a frame", "≤ 3", Text(page.DrawCalls), page.DrawCalls <= 3);
        yield return new("heap, 100 000 tiles", "≤ 150 MB", Number(page.Megabytes, "0") + " MB", page.Megabytes <= 150);
        yield return new("page: first picture, 100 000 tiles", "≤ 1 s", Number(page.FirstPicture.At(0), "0") + " ms", page.FirstPicture.At(0) <= 1_000);
    }

    private static string[] Notes(Dictionary<(int Tiles, string Name), Race?> races) =>
        races.Where(race => race.Value is null).Select(race => $"{race.Key.Name} was given {Patience.TotalMinutes:0} minutes for {Text(race.Key.Tiles)} tiles and did not finish.").ToArray();

    private static string Text(int value) => value.ToString("#,##0", CultureInfo.InvariantCulture).Replace(',', ' ');

    private static string Number(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);
}
