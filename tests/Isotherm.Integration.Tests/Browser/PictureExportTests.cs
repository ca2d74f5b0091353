using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace Isotherm.Integration.Tests.Browser;

/// <summary>The map as it leaves the page: as a PNG, and on paper.</summary>
[Collection(LiveDemoCollection.Name)]
public sealed class PictureExportTests(LiveDemo demo)
{
    private const int Width = 1280;
    private const int Height = 800;
    private const int Ratio = 2;

    /// <summary>Of so many pixels, across and down, one is looked at.</summary>
    private const int Every = 2;

    // web/src/print/sheet.ts: title, block and time, one line of thresholds; the legend's two lines.
    private const int Head = 36 + (2 * 18);
    private const int Foot = (2 * 18) + 14;

    private static readonly string[] Zones = ["green", "yellow", "red"];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_saved_PNG_is_the_whole_map_with_block_time_and_legend()
    {
        using var rest = await demo.RestAsync(Ct);
        await using var page = await demo.OpenAsync(Width, Height, link: "/?panel=views");
        await Evidence.KeepAsync("png", demo.Server, page, async () =>
        {
            var download = await page.Page.RunAndWaitForDownloadAsync(() => page.Page.GetByRole(AriaRole.Button, new() { Name = "Save as PNG" }).ClickAsync());
            var name = Regex.Match(download.SuggestedFilename, @"^isotherm-.+-(\d+)\.png$");
            Assert.True(name.Success, download.SuggestedFilename);
            var truth = await demo.Api.HeatmapAsync(name.Groups[1].Value, Ct);
            var picture = Pixels.Decode(await File.ReadAllBytesAsync(await download.PathAsync(), Ct));
            Assert.Equal((Width * Ratio, (Head + Height + Foot) * Ratio), (picture.Width, picture.Height));
            ExpectSheet(picture, truth, Head * Ratio, (Head + Height) * Ratio);
            Assert.Empty(page.Complaints);
        });
    }

    [Fact]
    public async Task Print_gives_paper_one_page_of_the_map_with_its_facts_and_then_the_page_returns()
    {
        using var rest = await demo.RestAsync(Ct);
        await using var page = await demo.OpenAsync(Width, Height, link: "/?panel=views");
        await Evidence.KeepAsync("print", demo.Server, page, async () =>
        {
            var at = page.Page;
            await at.EvaluateAsync("() => void (window.print = () => (window.printed = isotherm.block))"); // a browser without a screen has no dialog
            await at.GetByRole(AriaRole.Button, new() { Name = "Print" }).ClickAsync();
            await at.WaitForFunctionAsync("() => window.printed");
            await at.EmulateMediaAsync(new() { Media = Media.Print });
            var sheet = at.GetByRole(AriaRole.Img, new() { Name = "The map" });
            await Assertions.Expect(sheet).ToBeVisibleAsync();
            await Assertions.Expect(at.Locator("header:has(.brand)")).ToBeHiddenAsync();
            var shown = Pixels.Decode(await sheet.ScreenshotAsync());
            var scale = (double)shown.Height / (Head + Height + Foot);
            ExpectSheet(shown, await demo.Api.HeatmapAsync("latest", Ct), (int)(Head * scale), (int)((Head + Height) * scale));
            var paper = System.Text.Encoding.Latin1.GetString(await at.PdfAsync(new() { PreferCSSPageSize = true, PrintBackground = true }));
            Assert.Single(Regex.Matches(paper, @"/Type\s*/Page\b(?!s)"));

            await at.EmulateMediaAsync(new() { Media = Media.Screen });
            await at.EvaluateAsync("() => void dispatchEvent(new Event('afterprint'))");
            await Assertions.Expect(at.Locator(".print-sheet")).ToHaveCountAsync(0);
            await Assertions.Expect(at.Locator("header:has(.brand)")).ToBeVisibleAsync();
            Assert.Empty(page.Complaints);
        });
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/?view=queue")]
    [InlineData("/?stress=price:-20")]
    public async Task The_page_itself_on_paper_says_its_block_its_time_and_its_legend(string link)
    {
        using var rest = await demo.RestAsync(Ct);
        await using var page = await demo.OpenAsync(Width, Height, link: link);
        await Evidence.KeepAsync("print-page", demo.Server, page, async () =>
        {
            var facts = page.Page.Locator(".print-facts");
            await Assertions.Expect(facts).ToBeHiddenAsync();
            await page.Page.EmulateMediaAsync(new() { Media = Media.Print });
            await Assertions.Expect(facts).ToBeVisibleAsync();
            var words = await facts.InnerTextAsync();
            Assert.Matches(@"block \d[\d\s]*· \d{4}-\d\d-\d\d \d\d:\d\d:\d\d UTC", words);
            Assert.Matches(@"taken \d{4}-\d\d-\d\d", words);
            foreach (var zone in new[] { "safe", "warning", "red", "unknown", "exempt", "liquidated", "in the liquidation queue" })
                Assert.Contains(zone, words, StringComparison.Ordinal);
            Assert.Equal(link.Contains("stress", StringComparison.Ordinal), words.Contains("not live", StringComparison.Ordinal));
            await Assertions.Expect(page.Page.Locator("header nav")).ToBeHiddenAsync();
        });
    }

    // Letters in each line of the head; in the map as much of each zone's colours as there are clusters, less the hatch, the letters and
    // the double outline, which leave a third of a small tile that is red and queued; and the legend's samples.
    private static void ExpectSheet(Pixels picture, ApiHeatmap truth, int mapFrom, int mapTo)
    {
        var colours = BandColours.Of("dark");
        for (var line = 0; line < 3; line++)
            Assert.True(Inks(picture, line * mapFrom / 3, (line + 1) * mapFrom / 3) > 30, $"line {line + 1} above the map is empty");
        var painted = Zones.ToDictionary(zone => zone, zone => Painted(picture, mapFrom, mapTo, zone, colours));
        var each = (double)painted.Values.Sum() / Zones.Sum(zone => truth.Counts[zone]);
        foreach (var zone in Zones)
        {
            Assert.True(Painted(picture, mapTo, picture.Height, zone, colours) > 4, $"the legend has no sample of {zone}");
            var expected = each * truth.Counts[zone];
            Assert.True(painted[zone] >= 0.25 * expected && painted[zone] <= (2.5 * expected) + 500, $"{painted[zone]} pixels are {zone}, about {expected:0} for {truth.Counts[zone]} clusters expected");
        }
    }

    private static int Inks(Pixels picture, int from, int to) => Each(picture, from, to).Count(pixel => OkLab.Of(pixel).L > 0.5);

    private static int Painted(Pixels picture, int from, int to, string zone, BandColours colours) =>
        Each(picture, from, to).Count(pixel => colours.DistanceTo(zone, pixel) < 2);

    private static IEnumerable<(byte R, byte G, byte B)> Each(Pixels picture, int from, int to)
    {
        for (var y = from; y < to; y += Every)
            for (var x = 0; x < picture.Width; x += Every)
                yield return picture[x, y];
    }
}
