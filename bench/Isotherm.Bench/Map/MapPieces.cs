using Isotherm.Bench.Reporting;

namespace Isotherm.Bench.Map;

/// <summary>One piece of the map's measurement at a time, in a minute or less: printed, not kept.</summary>
internal static class MapPieces
{
    private const int Runs = 60;
    private const int Blocks = 40;
    private const int Openings = 5;

    /// <summary>What there is.</summary>
    public static readonly IReadOnlyList<string> Names = ["layouts", "blocks", "pan", "drag", "first"];

    /// <summary>Measures one and prints it.</summary>
    public static async Task PrintAsync(string name, CancellationToken ct)
    {
        switch (name)
        {
            case "layouts":
                await LayoutsAsync();
                return;
            case "blocks":
                await BlocksAsync();
                return;
        }

        await using var server = await RealPage.ServeAsync(MapPart.Large, ct);
        switch (name)
        {
            case "pan":
                Print("script of a frame while panning", (await RealPage.PanAsync(server)).Frames.Script);
                return;
            case "drag":
                Print("script of a frame while a stress is dragged", (await RealPage.StressAsync(server)).Frames.Script);
                return;
            case "first":
                Print("navigation → first picture", await RealPage.OpeningsAsync(server, Openings));
                Print("the same in a browser that is still starting", await RealPage.OpeningsAsync(server, Openings, settled: false));
                Print("the same of a bare page that starts WebGL and draws once", await RealPage.BareAsync(Openings));
                return;
            default:
                throw new ArgumentOutOfRangeException(nameof(name), name, $"Expected one of {string.Join(", ", Names)}.");
        }
    }

    private static async Task LayoutsAsync()
    {
        foreach (var (what, times) in await MapPart.LayoutsAsync(MapPart.Large, Runs))
            Print(what, times);
    }

    private static async Task BlocksAsync()
    {
        foreach (var (name, title) in MapPart.Contenders.Where(contender => contender.Name is "treemap" or "d3"))
        {
            if (await MapPart.RaceAsync(name, MapPart.Compared, MapPart.WarmUp, Blocks, 1) is { } race)
                Print($"script a block, {MapPart.Compared} tiles, {title}", race.Update);
            else
                Console.WriteLine($"{title}: not done in {MapPart.Patience.TotalMinutes:0} minutes");
        }
    }

    private static void Print(string what, Samples times) =>
        Console.WriteLine(FormattableString.Invariant($"{what}: least {times.At(0):0.00}, {times.Spread("0.00")}, p99 {times.At(0.99):0.00} ms, {times.Count}"));
}
