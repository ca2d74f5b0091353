using System.Text.Json;

namespace Isotherm.Integration.Tests.Browser;

/// <summary>The graphics unit makes its machine code before there is anything to show, and nothing is seen of it.</summary>
[Collection(LiveDemoCollection.Name)]
public sealed class RehearsalTests(LiveDemo demo)
{
    private const int IndicesAQuad = 6;

    // Notes each draw, and what is on its canvas once the code that drew has come to its end: all of it runs in one go.
    private const string Note = """
        window.draws = [];
        const { drawElements } = WebGL2RenderingContext.prototype;
        WebGL2RenderingContext.prototype.drawElements = function (mode, count, ...rest) {
          const programs = (this.programs ??= new Map());
          const program = this.getParameter(this.CURRENT_PROGRAM);
          if (!programs.has(program)) programs.set(program, programs.size);
          const draw = { program: programs.get(program), count, left: 0 };
          drawElements.call(this, mode, count, ...rest);
          if (window.draws.length >= 8) return;
          window.draws.push(draw);
          const [width, height] = [this.drawingBufferWidth, this.drawingBufferHeight];
          queueMicrotask(() => {
            const pixels = new Uint8Array(width * height * 4);
            this.readPixels(0, 0, width, height, this.RGBA, this.UNSIGNED_BYTE, pixels);
            draw.left = pixels.reduce((sum, value) => sum + (value > 0 ? 1 : 0), 0);
          });
        };
        """;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Tiles_and_letters_are_each_drawn_once_unseen_before_the_first_picture()
    {
        await using var page = await demo.Chromium.NewAsync(new() { Width = 1280, Height = 800 });
        await Evidence.KeepAsync("rehearsal", demo.Server, page, async () =>
        {
            await page.Page.AddInitScriptAsync(Note);
            await page.OpenAsync(demo.Server.Address);
            await page.Page.WaitForFunctionAsync("() => window.isotherm.map?.renderer === 'webgl' && window.draws.length >= 4");
            var draws = JsonSerializer.Deserialize<Draw[]>(await page.Page.EvaluateAsync<string>("() => JSON.stringify(window.draws)"), JsonSerializerOptions.Web)!;
            Assert.Equal([new Draw(0, IndicesAQuad, 0), new Draw(1, IndicesAQuad, 0)], draws.Take(2));

            // The same two, with all tiles, and then something is to be seen.
            var tiles = (await demo.Api.HeatmapAsync("latest", Ct)).Clusters.Count;
            Assert.Equal([0, 1], draws.Skip(2).Take(2).Select(draw => draw.Program));
            Assert.True(draws[2].Count >= tiles * IndicesAQuad, $"{draws[2].Count} indices for {tiles} tiles");
            Assert.All(draws.Skip(2), draw => Assert.True(draw.Left > 0, "a picture was drawn and nothing is to be seen of it"));
            Assert.Empty(page.Complaints);
        });
    }

    private sealed record Draw(int Program, int Count, int Left);
}
