using Isotherm.Bench.Live;
using Isotherm.Bench.Reporting;
using Microsoft.Playwright;

namespace Isotherm.Bench.Map;

/// <summary>The page as users have it, on a server that plays a recorded network.</summary>
/// <param name="FirstPicture">Milliseconds from navigation to the frame after the map was drawn, of each opening in a browser that has finished starting.</param>
/// <param name="AtStart">The same in a browser that is still starting, its own start page beside ours.</param>
/// <param name="Bare">The same of a page that only starts WebGL and draws once.</param>
/// <param name="Megabytes">JavaScript heap and array buffers after a collection.</param>
/// <param name="DrawCalls">Of the last frame when zoomed in, with letters.</param>
/// <param name="Panned">Frames while the map is dragged.</param>
/// <param name="PanCpu">Processor time of all of the browser's processes for such a frame; milliseconds.</param>
/// <param name="Stressed">Frames while a stress slider is dragged.</param>
/// <param name="StressCpu">The same for such a frame.</param>
internal sealed record RealPage(Samples FirstPicture, Samples AtStart, Samples Bare, double Megabytes, int DrawCalls, FrameTrace Panned, double PanCpu, FrameTrace Stressed, double StressCpu)
{
    private const int Openings = 5;
    private const int Steps = 1_200;
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

    private const string BarePage =
        """
        <!doctype html><canvas width="1600" height="900"></canvas><script>
        const gl = document.querySelector('canvas').getContext('webgl2', { antialias: false });
        const program = gl.createProgram();
        for (const [kind, source] of [
          [gl.VERTEX_SHADER, '#version 300 es\nvoid main() { gl_Position = vec4(gl_VertexID % 2, gl_VertexID / 2, 0, 1); }'],
          [gl.FRAGMENT_SHADER, '#version 300 es\nprecision mediump float; out vec4 colour; void main() { colour = vec4(1); }'],
        ]) {
          const shader = gl.createShader(kind);
          gl.shaderSource(shader, source);
          gl.compileShader(shader);
          gl.attachShader(program, shader);
        }
        gl.linkProgram(program);
        gl.useProgram(program);
        gl.drawArrays(gl.TRIANGLES, 0, 3);
        requestAnimationFrame(() => (window.firstPicture = performance.now()));
        </script>
        """;

    /// <summary>Measures it.</summary>
    public static async Task<RealPage> RunAsync(int clusters, CancellationToken ct)
    {
        await using var server = await ServeAsync(clusters, ct);
        var pictures = await OpeningsAsync(server, Openings);
        var atStart = await OpeningsAsync(server, Openings, settled: false);
        var (stressed, stressCpu) = await StressAsync(server);
        var (panned, panCpu, megabytes, calls) = await PanAsync(server);
        return new(pictures, atStart, await BareAsync(Openings), megabytes, calls, panned, panCpu, stressed, stressCpu);
    }

    /// <summary>A server that plays so many clusters, a block every two seconds.</summary>
    public static Task<ServerUnderTest> ServeAsync(int clusters, CancellationToken ct) =>
        ServerUnderTest.StartAsync(Manifest, folder => RecordedNetwork.Write(folder, clusters, 1_000), ct);

    /// <summary>Milliseconds from navigation to the first picture, each in a browser of its own, which has finished starting or has not.</summary>
    public static Task<Samples> OpeningsAsync(ServerUnderTest server, int count, bool settled = true) => OpenedAsync(count, settled, page => OpenAsync(page, server.Address));

    /// <summary>The same of a page that does nothing but start WebGL and draw once with a shader of one line: what no page here goes below.</summary>
    public static Task<Samples> BareAsync(int count) => OpenedAsync(count, true, async page =>
    {
        var address = new Uri("http://localhost/bare");
        await page.RouteAsync(address.ToString(), route => route.FulfillAsync(new() { ContentType = "text/html", Body = BarePage }));
        await page.GotoAsync(address.ToString());
        return await PictureAsync(page);
    });

    /// <summary>Frames while a stress slider is dragged.</summary>
    public static async Task<(FrameTrace Frames, double Cpu)> StressAsync(ServerUnderTest server)
    {
        await using var browser = await BenchBrowser.StartAsync();
        var page = await browser.NewPageAsync();
        await OpenAsync(page, new Uri(server.Address, "/?panel=stress"));
        var slider = page.GetByRole(AriaRole.Slider, new() { Name = "requirement change" });
        await slider.WaitForAsync(new() { Timeout = Patience });
        await browser.SettleAsync();
        return await TracedAsync(browser, () => Pan.SlideAsync(page, slider, Steps));
    }

    /// <summary>Memory of the page, then frames while its map is dragged, zoomed in, and draw calls of the last.</summary>
    public static async Task<(FrameTrace Frames, double Cpu, double Megabytes, int DrawCalls)> PanAsync(ServerUnderTest server)
    {
        await using var browser = await BenchBrowser.StartAsync();
        var page = await browser.NewPageAsync();
        await OpenAsync(page, server.Address);
        var megabytes = await Heap.MegabytesAsync(page);
        for (var i = 0; i < ZoomSteps; i++)
            await page.GetByRole(AriaRole.Button, new() { Name = "Zoom in" }).ClickAsync();
        await page.WaitForFunctionAsync("() => window.isotherm.map.drawCalls > 1", null, new() { Timeout = Patience });
        await browser.SettleAsync();
        var (frames, cpu) = await TracedAsync(browser, () => Pan.DragAsync(page, Steps));
        return (frames, cpu, megabytes, await page.EvaluateAsync<int>("() => window.isotherm.map.drawCalls"));
    }

    private static async Task<Samples> OpenedAsync(int count, bool settled, Func<IPage, Task<double>> open)
    {
        List<double> pictures = [];
        for (var i = 0; i < count; i++)
        {
            await using var fresh = await BenchBrowser.StartAsync();
            var page = await fresh.NewPageAsync();
            if (settled)
                await fresh.SettleAsync();
            pictures.Add(await open(page));
        }

        return new(pictures);
    }

    private static async Task<double> OpenAsync(IPage page, Uri url)
    {
        await page.AddInitScriptAsync(NoteFirstPicture);
        await page.GotoAsync(url.ToString());
        return await PictureAsync(page);
    }

    private static async Task<double> PictureAsync(IPage page)
    {
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
