using System.Text.Json;
using Isotherm.Bench.Reporting;
using Microsoft.Playwright;

namespace Isotherm.Bench.Map;

/// <summary>Our map alone on the bench page, at a size that the others do not reach.</summary>
/// <param name="Layouts">Milliseconds of script by what was done: zones, layouts, a sort.</param>
/// <param name="Update">Milliseconds of script for a block, slots.</param>
/// <param name="Stress">Milliseconds of script for a step of a stress: all zones anew, all tiles painted before | after.</param>
/// <param name="Panned">Frames while the map is dragged.</param>
/// <param name="PanCpu">Processor time of all of the browser's processes for such a frame; milliseconds.</param>
/// <param name="FirstPicture">Milliseconds from data to the frame after the first picture.</param>
/// <param name="Megabytes">JavaScript heap and array buffers after a collection, the data included.</param>
/// <param name="DrawCalls">Of the last frame.</param>
internal sealed record Reach(IReadOnlyDictionary<string, Samples> Layouts, Samples Update, Samples Stress, FrameTrace Panned, double PanCpu, double FirstPicture, double Megabytes, int DrawCalls)
{
    /// <summary>Measures it.</summary>
    public static async Task<Reach> RunAsync(BenchBrowser browser, int tiles, int runs)
    {
        var page = await browser.NewBenchPageAsync();
        await page.EvaluateAsync("([tiles, blocks]) => window.bench.prepare(tiles, blocks)", new[] { tiles, runs });
        var times = await LayoutsAsync(page, runs);
        var first = await page.EvaluateAsync<JsonElement>("() => window.bench.begin('slots')");
        var update = new Samples(await page.EvaluateAsync<double[]>("(count) => window.bench.updates(count)", runs));
        var stress = new Samples(await page.EvaluateAsync<double[]>("(count) => window.bench.stress(count)", runs));
        var megabytes = await Heap.MegabytesAsync(page);
        await page.EvaluateAsync("() => window.bench.zoom(8)");
        var before = await browser.CpuSecondsAsync();
        var panned = await browser.TraceAsync(() => Pan.DragAsync(page, 120));
        var cpu = (await browser.CpuSecondsAsync() - before) * 1_000 / panned.Script.Count;
        var stats = await page.EvaluateAsync<JsonElement>("() => window.bench.stats()");
        await page.CloseAsync();
        return new(times, update, stress, panned, cpu, first.GetProperty("picture").GetDouble(), megabytes, stats.GetProperty("drawCalls").GetInt32());
    }

    /// <summary>Milliseconds of script for zones, layouts and a sort, each so many times, on a bench page with a world.</summary>
    public static async Task<Dictionary<string, Samples>> LayoutsAsync(IPage page, int runs)
    {
        var layouts = await page.EvaluateAsync<string>("async (runs) => JSON.stringify(await window.bench.layouts(runs))", runs);
        return JsonElement.Parse(layouts).EnumerateObject().ToDictionary(entry => entry.Name, entry => new Samples(entry.Value.EnumerateArray().Select(ms => ms.GetDouble())), StringComparer.Ordinal);
    }
}
