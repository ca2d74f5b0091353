using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace Isotherm.Integration.Tests.Browser;

/// <summary>The page where the system chooses the colours (high contrast).</summary>
[Collection(LiveDemoCollection.Name)]
public sealed class ForcedColoursTests(LiveDemo demo)
{
    // What must be told apart without a fill: of each, whether it stands out from its ground in the colours that are in force.
    private const string Lost = """
        () => {
          const seen = (e) => e.checkVisibility();
          const lost = [];
          const say = (e, why) => lost.push(`${e.tagName}.${e.className} "${e.textContent.trim().slice(0, 20)}": ${why}`);
          const ground = getComputedStyle(document.body).backgroundColor;
          for (const e of [...document.querySelectorAll('button.tool, .segments, select, input:not([type=range], [type=checkbox], .filter input), .pill, .act')].filter(seen)) {
            const { borderTopWidth, borderTopStyle, borderTopColor } = getComputedStyle(e);
            if (parseFloat(borderTopWidth) < 1 || borderTopStyle === 'none' || borderTopColor === ground) say(e, 'no border');
          }
          for (const e of [...document.querySelectorAll('[aria-pressed=true], [aria-current], [aria-selected=true]')].filter(seen))
            if (!getComputedStyle(e).textDecorationLine.includes('underline')) say(e, 'chosen, and does not look so');
          for (const e of [...document.querySelectorAll('.pill i, footer li svg, aside svg')].filter(seen)) {
            const { color, backgroundColor } = getComputedStyle(e);
            if ((e.tagName === 'I' ? backgroundColor : color) === ground) say(e, 'not seen');
          }
          return lost;
        }
        """;

    private const string Ring = """
        () => {
          const { outlineStyle, outlineWidth, outlineColor } = getComputedStyle(document.activeElement);
          return outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2 && outlineColor !== getComputedStyle(document.body).backgroundColor;
        }
        """;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("/", "[aria-label=View] button", ColorScheme.Light)]
    [InlineData("/?cluster=2", "section.panel", ColorScheme.Dark)]
    [InlineData("/?view=table", "section.table [role=grid]", ColorScheme.Dark)]
    [InlineData("/?view=queue", "main h1", ColorScheme.Light)]
    [InlineData("/?panel=stress&stress=price:-20", "section.stress table", ColorScheme.Dark)]
    [InlineData("/?panel=help", "dialog", ColorScheme.Light)]
    public async Task Every_view_stays_readable_in_forced_colours(string link, string shown, ColorScheme theme)
    {
        await using var page = await demo.Chromium.NewAsync(
            new() { Width = 1280, Height = 800 }, context => (context.ForcedColors, context.ColorScheme) = (ForcedColors.Active, theme));
        await Evidence.KeepAsync($"forced-{theme}", demo.Server, page, async () =>
        {
            await page.OpenAsync(new Uri(demo.Server.Address, link));
            await Assertions.Expect(page.Page.Locator(shown).First).ToBeVisibleAsync();
            Assert.Empty(await page.Page.EvaluateAsync<string[]>(Lost));
            Axe.ExpectNoneSerious(await page.Page.RunAxe(), $"{link}, {theme}, forced colours");
            for (var stop = 0; stop < 6; stop++)
            {
                await page.Page.Keyboard.PressAsync("Tab");
                if (await page.Page.EvaluateAsync<bool>("() => document.activeElement !== document.body && !document.activeElement.matches('.map-rows, .filter input')"))
                    Assert.True(await page.Page.EvaluateAsync<bool>(Ring), $"{link}: {await page.Page.EvaluateAsync<string>("() => document.activeElement.outerHTML.slice(0, 120)")} has no focus ring");
            }

            Assert.Empty(page.Complaints);
        });
    }

    [Theory]
    [InlineData(1280, 800)]
    [InlineData(320, 640)]
    public async Task The_map_keeps_its_own_colours_on_its_own_ground(int width, int height)
    {
        using var rest = await demo.RestAsync(Ct);
        await using var page = await demo.Chromium.NewAsync(new() { Width = width, Height = height }, context => context.ForcedColors = ForcedColors.Active);
        await Evidence.KeepAsync($"forced-map-{width}", demo.Server, page, async () =>
        {
            // A viewer may choose the other theme than the system's.
            await page.OpenAsync(new Uri(demo.Server.Address, "/?theme=light"));
            await page.Page.WaitForFunctionAsync("() => window.isotherm.map.frames > 0");
            Assert.Equal("#f6f7f9", await page.Page.EvaluateAsync<string>("() => '#' + getComputedStyle(document.querySelector('.map-host')).backgroundColor.match(/\\d+/g).map((n) => Number(n).toString(16).padStart(2, '0')).join('')"));
            var colours = BandColours.Of("light");
            await Eventually.HoldsAsync("each tile's colour to be its zone's", async () =>
            {
                var tiles = (await page.TilesAsync((await page.RowsAsync()).Keys)).Values.Where(tile => tile.Zone is "green" or "yellow" or "red").Take(40).ToArray();
                var screen = await page.ScreenAsync();
                var view = (await page.Page.Locator(".map-host").BoundingBoxAsync())!;
                var wrong = tiles.Where(tile => tile.Rect.Y + tile.Rect.Height < view.Y + view.Height && colours.DistanceTo(tile.Zone, screen, tile.Rect) > 2).ToArray();
                return tiles.Length > 0 && wrong.Length == 0 ? null : $"{wrong.Length} of {tiles.Length} differ";
            }, 10, Ct);
            Assert.Equal(0, await page.SidewaysAsync());
        });
    }
}
