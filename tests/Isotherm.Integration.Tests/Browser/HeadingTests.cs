namespace Isotherm.Integration.Tests.Browser;

[Collection(LiveDemoCollection.Name)]
public sealed class HeadingTests(LiveDemo demo)
{
    private const string Pins = """
        () => [...document.querySelectorAll('.map-pins > p')].filter((p) => p.checkVisibility()).map((p) => {
          const box = p.getBoundingClientRect();
          return { name: p.querySelector('b').textContent, x: box.x, y: box.y, width: box.width, height: box.height };
        })
        """;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("/", 1280, 800)]
    [InlineData("/?renderer=canvas", 1280, 800)]
    [InlineData("/", 390, 844)]
    public async Task A_group_whose_heading_is_out_of_sight_is_named_at_the_edge_of_the_map(string link, int width, int height)
    {
        using var rest = await demo.RestAsync(Ct);
        var regionOf = (await demo.Api.CsvAsync("latest", Ct)).ToDictionary(row => row["id"], row => row["region"]);
        await using var page = await demo.OpenAsync(width, height, link: link);
        await Evidence.KeepAsync($"headings-{width}", demo.Server, page, async () =>
        {
            var ids = (await page.RowsAsync()).Keys.ToArray();
            await page.Page.WaitForFunctionAsync("() => window.isotherm.map.frames > 0");
            Assert.Empty(await PinsAsync(page));
            await page.Page.EvaluateAsync("() => document.querySelector('[role=grid]').focus()");
            await page.Page.Keyboard.PressAsync("End");
            for (var i = 0; i < 4; i++)
                await page.Page.Keyboard.PressAsync("+");
            await page.Page.Keyboard.PressAsync("End");
            await Eventually.HoldsAsync("the pinned heading", async () => (await PinsAsync(page)).Length > 0 ? null : "there is none", 10, Ct);

            var view = (await page.Page.Locator(".map-host").BoundingBoxAsync())!;
            foreach (var pin in await PinsAsync(page))
            {
                Assert.InRange(pin.X, view.X, view.X + view.Width - pin.Width);
                Assert.InRange(pin.Y, view.Y, view.Y + view.Height - pin.Height);
                // What lies right under it is its group's.
                var tiles = await page.TilesAsync(ids);
                var beneath = tiles.Where(tile => Covers(tile.Value.Rect, pin.X + 12, pin.Y + 11) || Covers(tile.Value.Rect, pin.X + 30, pin.Y + 40)).Select(tile => regionOf[tile.Key]).ToArray();
                Assert.All(beneath, region => Assert.Equal(pin.Name, region));
            }

            var active = await page.Page.EvaluateAsync<string>("() => document.getElementById(document.querySelector('.map-rows').getAttribute('aria-activedescendant')).dataset.clusterId");
            Assert.Contains(regionOf[active], (await PinsAsync(page)).Select(pin => pin.Name));
            Assert.Equal(0, await page.SidewaysAsync());

            await page.Page.Keyboard.PressAsync("0");
            await page.Page.WaitForFunctionAsync("() => ![...document.querySelectorAll('.map-pins > p')].some((p) => p.checkVisibility())");
            Assert.Empty(page.Complaints);
        });
    }

    private static bool Covers(TileRect tile, double x, double y) =>
        x >= tile.X && x < tile.X + tile.Width && y >= tile.Y && y < tile.Y + tile.Height;

    private static async Task<Pin[]> PinsAsync(MapPage page) => await page.Page.EvaluateAsync<Pin[]>(Pins);

    private sealed class Pin
    {
        public string Name { get; init; } = "";

        public double X { get; init; }

        public double Y { get; init; }

        public double Width { get; init; }

        public double Height { get; init; }
    }
}
