using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace Isotherm.Integration.Tests.Browser;

/// <summary>A stress by hand: the knob follows mouse and finger, and what the page says of it is the server's own answer.</summary>
[Collection(LiveDemoCollection.Name)]
public sealed class StressDragTests(LiveDemo demo)
{
    private const int Patience = 10;
    private const double LeastOfTheMap = 0.005;

    // Where the thumb's middle is at a place of −100 to +100, and the page's pixel that a place is at.
    private const string TrackOf = """
        (knob) => {
          const { x, y, width, height } = knob.getBoundingClientRect();
          const thumb = parseFloat(getComputedStyle(knob).getPropertyValue('--thumb'));
          return [x + thumb / 2, width - thumb, y + height / 2];
        }
        """;

    private const string Uncovered = """
        () => {
          const mark = document.querySelector('div.mark svg.watermark');
          const [own, map] = [mark.getBoundingClientRect(), document.querySelector('.map-host').getBoundingClientRect()];
          const covers = own.left <= map.left && own.right >= map.right && own.top <= map.top && own.bottom >= map.bottom;
          return covers ? null : `the watermark is ${JSON.stringify(own)}, the map ${JSON.stringify(map)}`;
        }
        """;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("price", -0.35, -35, true)]
    [InlineData("demand", 0.3, 50, true)]
    [InlineData("gas", 0.9, 700, false)]
    [InlineData("requirement", 0.12, 20, true)]
    public async Task A_knob_follows_the_mouse_and_each_place_on_its_way_is_answered_as_the_server_would(string name, double place, int change, bool fells)
    {
        await using var page = await demo.OpenAsync(1280, 900, link: "/?panel=stress");
        await Evidence.KeepAsync($"stress-mouse-{name}", demo.Server, page, async () =>
        {
            var id = (await page.RowsAsync()).Keys.First();
            var knob = page.Page.GetByRole(AriaRole.Slider, new() { Name = $"{name} change" });
            var track = await TrackAsync(knob);
            var mouse = page.Page.Mouse;
            await mouse.MoveAsync((float)track.X(0), (float)track.Y);
            await mouse.DownAsync();
            await mouse.MoveAsync((float)track.X(place / 2), (float)track.Y, new() { Steps = 4 });
            var half = await StandsAsync(knob, page);
            Assert.NotEqual(0, half);
            if (name != "gas") // half of it moves no cluster into another zone
                await AgreesAsync(page, id, name, half);
            await mouse.MoveAsync((float)track.X(place), (float)track.Y, new() { Steps = 4 });
            await Eventually.HoldsAsync("the rest of the drag", async () => await StandsAsync(knob, page) != half ? null : $"the knob still stands at {half}", Patience, Ct);
            await mouse.UpAsync();

            var stands = await StandsAsync(knob, page);
            Assert.InRange(stands, change - (Math.Abs(change) / 20) - 1, change + (Math.Abs(change) / 20) + 1);
            Assert.Equal(fells, await AgreesAsync(page, id, name, stands) > 0);
            await IsMarkedAsync(page, name, stands);
            Assert.Empty(page.Complaints);
        });
    }

    [Fact]
    public async Task What_is_written_over_a_stressed_map_is_there_before_a_knob_is_touched()
    {
        await using var page = await demo.OpenAsync(1280, 900, link: "/?panel=stress");
        await Eventually.HoldsAsync(
            "the stress mark's code",
            async () => await page.Page.EvaluateAsync<bool>("() => performance.getEntriesByType('resource').some(({ name }) => /\\/StressMark[^/]*\\.js$/.test(name))") ? null : "it was not fetched",
            Patience,
            Ct);
    }

    [Fact]
    public async Task Reset_by_keyboard_leaves_the_focus_on_the_first_knob()
    {
        await using var page = await demo.OpenAsync(1280, 900, link: "/?panel=stress&stress=price:-30");
        var reset = page.Page.GetByRole(AriaRole.Button, new() { Name = "Reset", Exact = true });
        await reset.FocusAsync();
        await page.Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Page.GetByRole(AriaRole.Slider, new() { Name = "price change" })).ToBeFocusedAsync();
        await Assertions.Expect(reset).ToBeHiddenAsync();
        Assert.Empty(page.Complaints);
    }

    [Theory]
    [InlineData(390, 844)]
    [InlineData(320, 640)]
    public async Task A_knob_follows_a_finger_and_the_sheet_stays(int width, int height)
    {
        using var rest = await demo.RestAsync(Ct);
        await using var page = await demo.OpenAsync(width, height, link: "/?panel=stress");
        await Evidence.KeepAsync($"stress-finger-{width}", demo.Server, page, async () =>
        {
            var id = (await page.RowsAsync()).Keys.First();
            var knob = page.Page.GetByRole(AriaRole.Slider, new() { Name = "price change" });
            await knob.ScrollIntoViewIfNeededAsync();
            var track = await TrackAsync(knob);
            var fingers = await Fingers.OnAsync(page.Page);
            await fingers.DragAsync((track.X(0), track.Y), (track.X(-0.6), track.Y));
            await Eventually.HoldsAsync("the knob under the finger", async () => await StandsAsync(knob, page) is >= -68 and <= -52 ? null : $"it stands at {await StandsAsync(knob, page)}", Patience, Ct);

            var stands = await StandsAsync(knob, page);
            Assert.True(await AgreesAsync(page, id, "price", stands) > 0, "nothing falls");
            await IsMarkedAsync(page, "price", stands);
            Assert.Equal(0, await page.SidewaysAsync());
            Assert.Empty(page.Complaints);
        });
    }

    private async Task<int> AgreesAsync(MapPage page, string id, string knob, int change) =>
        await StressAgreement.HoldsAsync(page, demo.Api, id, $$"""{"{{knob}}":{{change.ToString(CultureInfo.InvariantCulture)}}}""", Ct);

    // What it is called, what the link keeps and what the map wears.
    private static async Task IsMarkedAsync(MapPage page, string knob, int change)
    {
        var words = $"{knob} {(change < 0 ? "−" : "+")}{Math.Abs(change)}\u202f%";
        await page.Page.WaitForURLAsync(new Regex($"stress={knob}:{change}(&|$)"));
        await Assertions.Expect(page.Page).ToHaveTitleAsync(new Regex("^" + Regex.Escape($"STRESS — not live: {words}")));
        await Assertions.Expect(page.Page.GetByRole(AriaRole.Note).Filter(new() { HasText = $"not live: {words}" })).ToBeVisibleAsync();
        Assert.Null(await page.Page.EvaluateAsync<string?>(Uncovered));
        // Tiles may change between two looks: without them only the watermark does.
        await page.Page.Locator(".map-host").EvaluateAsync("(map) => void (map.style.visibility = 'hidden')");
        var marked = await page.ScreenAsync();
        await page.Page.Locator("div.mark svg.watermark").EvaluateAsync("(mark) => void (mark.style.visibility = 'hidden')");
        var differing = Differing(marked, await page.ScreenAsync(), (await page.Page.Locator(".map-host").BoundingBoxAsync())!);
        Assert.True(differing > LeastOfTheMap, $"the watermark changes {differing:P2} of the map");
    }

    private static double Differing(Pixels one, Pixels other, LocatorBoundingBoxResult box)
    {
        var (differing, all) = (0, 0);
        for (var y = (int)box.Y; y < Math.Min(box.Y + box.Height, one.Height); y++)
        {
            for (var x = (int)box.X; x < Math.Min(box.X + box.Width, one.Width); x++, all++)
                differing += one[x, y] == other[x, y] ? 0 : 1;
        }

        return (double)differing / all;
    }

    // As it is told to assistive technology; a frame may still be on its way.
    private static async Task<int> StandsAsync(ILocator knob, MapPage page)
    {
        await page.Page.EvaluateAsync("() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))");
        var told = await knob.GetAttributeAsync("aria-valuetext") ?? "";
        return int.Parse(told.Replace('−', '-').Replace("\u202f%", "", StringComparison.Ordinal), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
    }

    private static async Task<Track> TrackAsync(ILocator knob)
    {
        var track = await knob.EvaluateAsync<double[]>(TrackOf);
        return new(track[0], track[1], track[2]);
    }

    /// <summary>The way of a thumb's middle, CSS px of the page.</summary>
    private sealed record Track(double Left, double Width, double Y)
    {
        /// <summary>Of a place of −1 to +1; 0 is where nothing is supposed.</summary>
        public double X(double place) => Left + (Width * (place + 1) / 2);
    }
}
