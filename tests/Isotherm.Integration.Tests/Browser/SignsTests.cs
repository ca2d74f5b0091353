using Microsoft.Playwright;

namespace Isotherm.Integration.Tests.Browser;

/// <summary>What needs no colour to be seen, read off the screen: glyph, hatch, cross-hatch, dots, double outline, dashes; by the GPU and by the 2D canvas.</summary>
[Collection(LiveDemoCollection.Name)]
public sealed class SignsTests(LiveDemo demo)
{
    private const int Clusters = 60;
    private const int Patience = 40;
    private const string Queued = "[aria-label*='in the liquidation queue']";
    private const string QueuedIds = $"(rows) => rows.filter((row) => row.matches(\"{Queued}\")).map((row) => row.dataset.clusterId)";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("/", ColorScheme.Dark)]
    [InlineData("/?renderer=canvas", ColorScheme.Light)]
    public async Task Each_state_has_a_sign_of_its_own_that_no_other_has(string link, ColorScheme theme)
    {
        await using var network = await MockNetworks.StartAsync(Clusters, Ct);
        await using var page = await demo.Chromium.OpenAsync(new Uri(network.Address, link), new() { Width = 1280, Height = 800 }, theme);
        await Evidence.KeepAsync($"signs-{theme}", demo.Server, page, async () =>
        {
            await page.Page.WaitForFunctionAsync("(kind) => window.isotherm.map?.renderer === kind", link == "/" ? "webgl" : "canvas");
            await page.Page.WaitForSelectorAsync($".map-rows {Queued}", new() { State = WaitForSelectorState.Attached, Timeout = Patience * 1000 });
            var ring = theme == ColorScheme.Dark ? "#ffffff" : "#000000";
            await ShowsAsync(page, "the signs of each zone", look => look switch
            {
                { Zone: "green" } => look.Texture == Texture.None && !look.Glyph,
                { Zone: "yellow" } => look.Texture == Texture.None && look.Glyph,
                { Zone: "red" } => look.Texture == Texture.Hatch && look.Glyph,
                { Zone: "liquidated" } => look.Dashes > 5,
                _ => look.Zone == "exempt" && look.Texture == Texture.None,
            }, ring, "green", "yellow", "red", "liquidated");

            await network.TellAsync("staleprice", Ct);
            await ShowsAsync(page, "a cross-hatch for unknown", look => look.Zone is "liquidated" or "exempt" || look is { Zone: "unknown", Texture: Texture.Cross }, ring, "unknown");
            await network.TellAsync("freshprice", Ct);
            await page.Page.WaitForFunctionAsync("() => document.querySelector('.map-rows [data-zone=green]')");
            // While late the confirmed block is shown, which is one before: it must be one with a price too.
            var id = (await page.RowsAsync()).Keys.First();
            var fresh = await page.ShownBlockAsync(id);
            await page.Page.WaitForFunctionAsync($"(id) => window.isotherm.tile(id).block > {fresh}", id);
            await network.TellAsync("halt", Ct);
            await Assertions.Expect(page.State("late")).ToBeVisibleAsync(new() { Timeout = Patience * 1000 });
            await ShowsAsync(page, "dots while late", look => look.Zone is not ("green" or "yellow") || look.Texture == Texture.Dots, ring, "green", "yellow");
            Assert.Empty(page.Complaints);
        });
    }

    private static Task ShowsAsync(MapPage page, string what, Func<Look, bool> right, string ring, params string[] there) => Eventually.HoldsAsync(what, async () =>
    {
        var tiles = await page.TilesAsync((await page.RowsAsync()).Keys);
        var queued = (await page.Page.Locator(".map-rows [role=row]").EvaluateAllAsync<string[]>(QueuedIds)).ToHashSet();
        var screen = await page.ScreenAsync();
        var looks = tiles.Select(tile => Look.Of(screen, tile.Key, tile.Value, OkLab.Parse(ring))).ToArray();
        if (there.Except(looks.Select(look => look.Zone)).ToArray() is { Length: > 0 } missing)
            return $"there is none of {string.Join(", ", missing)}";
        return looks.FirstOrDefault(look => !right(look) || look.Doubled != queued.Contains(look.Id)) is { } wrong ? $"{wrong}, queued: {queued.Contains(wrong.Id)}" : null;
    }, Patience, Ct);

    private enum Texture
    {
        None,
        Dots,
        Hatch,
        Cross,
        Other,
    }

    /// <summary>A tile as it is on the screen.</summary>
    /// <param name="Dashes">Pieces of its upper edge.</param>
    private sealed record Look(string Id, string Zone, Texture Texture, bool Glyph, bool Doubled, int Dashes)
    {
        // Two periods of the hatch and one in height, right of the words and clear of the outlines.
        private const int Across = 14;
        private const int Down = 7;
        private const int Edge = 7;
        private const int Faint = 1;
        private const int Ink = 30;

        public static Look Of(Pixels screen, string id, TileHandle tile, OkLab ring)
        {
            var (left, top) = ((int)tile.Rect.X, (int)tile.Rect.Y);
            var (right, bottom) = (left + (int)tile.Rect.Width, top + (int)tile.Rect.Height);
            var fill = BandColours.FillOf(screen, tile.Rect);
            double Off(int x, int y) => OkLab.Of(screen[x, y]).DistanceTo(fill);
            var glyph = Area(right - 26, top + 6, 20, 20).Count(at => Off(at.X, at.Y) > Ink) > 12;
            var middle = top + ((bottom - top) / 2);
            double FromRing(int inset) => OkLab.Of(screen[left + inset, middle]).DistanceTo(ring);
            var rows = Enumerable.Range(bottom - Edge - Down, Down)
                .Select(y => Enumerable.Range(right - Edge - Across, Across).Select(x => Off(x, y)).ToArray()).ToArray();
            return new(id, tile.Zone, TextureOf(rows), glyph, FromRing(0) < 5 && FromRing(2) > 50 && FromRing(3) < 5,
                Runs([.. Enumerable.Range(left + 8, right - left - 16).Select(x => Off(x, top))], 4));
        }

        private static Texture TextureOf(double[][] rows)
        {
            var most = rows.Max(row => row.Max());
            if (most < Faint)
                return Texture.None;
            var runs = rows.Select(row => Runs(row, most / 2)).ToArray();
            return (runs.Min(), runs.Max()) switch
            {
                (0, >= 2) => Texture.Dots,
                ( > 0, >= 4) => Texture.Cross,
                ( > 0, _) => Texture.Hatch,
                _ => Texture.Other,
            };
        }

        private static int Runs(double[] row, double from) =>
            row.Where((value, i) => value > from && (i == 0 || row[i - 1] <= from)).Count();

        private static IEnumerable<(int X, int Y)> Area(int left, int top, int width, int height) =>
            from y in Enumerable.Range(top, height) from x in Enumerable.Range(left, width) select (x, y);
    }
}
