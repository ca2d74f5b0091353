using Isotherm.Bench.Live;
using Isotherm.Bench.Reporting;
using Microsoft.Playwright;

namespace Isotherm.Bench.Map;

/// <summary>The page as users have it, on a server that plays a recorded network.</summary>
/// <param name="FirstPicture">Milliseconds from navigation to the frame after the map was drawn, of each opening.</param>
/// <param name="Megabytes">JavaScript heap and array buffers after a collection.</param>
/// <param name="DrawCalls">Of the last frame when zoomed in, with letters.</param>
/// <param name="Panned">Frames while the map is dragged.</param>
/// <param name="PanCpu">Processor time of all of the browser's processes for such a frame; milliseconds.</param>
/// <param name="Stressed">Frames while a stress slider is dragged.</param>
/// <param name="StressCpu">The same for such a frame.</param>
internal sealed record RealPage(Samples FirstPicture, double Megabytes, int DrawCalls, FrameTrace Panned, double PanCpu, FrameTrace Stressed, double StressCpu)
{
    private const int Openings = 5;
    private const int Steps = 240;
    private const int ZoomSteps = 4;
    private const float Patience = 120_000;

    // A block every two seconds, as often as chains have them.
    private static readonly string Manifest = RecordedNetwork.Manifest.Replace("\"speed\": 4", "\"speed\": 0.5", StringComparison.Ordinal);

    private const string NoteFirstPicture =
        """
        const look = () => {
          if (window.isotherm?.map?.frames > 0) requestAnimationFrame(() => (window.firstPicture = performance.now()));
          else requestAnimationFrame(look);
        };
        requestAnimationFrame(look);
        """;

    /// <summary>Measures it.</summary>
    public static async Task<RealPage> RunAsync(int clusters, CancellationToken ct)
    {
        await using var server = await ServerUnderTest.StartAsync(Manifest, folder => RecordedNetwork.Write(folder, clusters, 1_000), ct);
        List<double> pictures = [];
        for (var i = 0; i < Openings; i++)
        {
            await using var fresh = await BenchBrowser.StartAsync();
            pictures.Add(await OpenAsync(await fresh.NewPageAsync(), server.Address));
        }

        await using var browser = await BenchBrowser.StartAsync();
        var page = await browser.NewPageAsync();
        await OpenAsync(page, new Uri(server.Address, "/?panel=stress"));
        var slider = page.GetByRole(AriaRole.Slider, new() { Name = "requirement change" });
        await slider.WaitForAsync(new() { Timeout = Patience });
        var (stressed, stressCpu) = await TracedAsync(browser, () => Pan.SlideAsync(page, slider, Steps));
        await page.CloseAsync();

        page = await browser.NewPageAsync();
        await OpenAsync(page, server.Address);
        var megabytes = await Heap.MegabytesAsync(page);
        for (var i = 0; i < ZoomSteps; i++)
            await page.GetByRole(AriaRole.Button, new() { Name = "Zoom in" }).ClickAsync();
        await page.WaitForFunctionAsync("() => window.isotherm.map.drawCalls > 1", null, new() { Timeout = Patience });
        var (panned, panCpu) = await TracedAsync(browser, () => Pan.DragAsync(page, Steps));
        var calls = await page.EvaluateAsync<int>("() => window.isotherm.map.drawCalls");
        return new(new Samples(pictures), megabytes, calls, panned, panCpu, stressed, stressCpu);
    }

    private static async Task<double> OpenAsync(IPage page, Uri url)
    {
        await page.AddInitScriptAsync(NoteFirstPicture);
        await page.GotoAsync(url.ToString());
        await page.WaitForFunctionAsync("() => window.firstPicture", null, new() { Timeout = Patience });
        return await page.EvaluateAsync<double>("() => window.firstPicture");
    }

    private static async Task<(FrameTrace Frames, double Cpu)> TracedAsync(BenchBrowser browser, Func<Task> act)
    {
        var before = await browser.CpuSecondsAsync();
        var frames = await browser.TraceAsync(act);
        return (frames, (await browser.CpuSecondsAsync() - before) * 1_000 / frames.Script.Count);
    }
}
