using Microsoft.Playwright;

namespace Isotherm.Integration.Tests.Browser;

/// <summary>Motion, and none for who wants none; the page's clock stands still in between, so that what a frame shows can be looked at.</summary>
[Collection(LiveDemoCollection.Name)]
public sealed class StillTests(LiveDemo demo)
{
    private const int FrameMilliseconds = 34;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(ReducedMotion.Reduce)]
    [InlineData(ReducedMotion.NoPreference)]
    public async Task Tiles_by_size_are_at_their_places_in_the_first_frame_only_under_reduced_motion(ReducedMotion motion)
    {
        using var rest = await demo.RestAsync(Ct);
        await using var page = await demo.Chromium.NewAsync(new() { Width = 1600, Height = 1000 }, context => context.ReducedMotion = motion);
        await Evidence.KeepAsync($"still-{motion}", demo.Server, page, async () =>
        {
            var at = page.Page;
            await at.Clock.InstallAsync(new() { TimeDate = TimeProvider.System.GetUtcNow().UtcDateTime });
            await page.OpenAsync(new Uri(demo.Server.Address, "/"));
            var size = at.GetByLabel("Size by", new() { Exact = true });
            // The layout's code is there before time stands still.
            await size.SelectOptionAsync("gpus");
            await at.WaitForFunctionAsync("() => window.isotherm.map?.renderer === 'webgl'");
            var ids = (await page.RowsAsync()).Keys.ToArray();
            await at.Clock.RunForAsync(1_000);
            var before = await page.TilesAsync(ids);
            await at.Clock.PauseAtAsync(TimeProvider.System.GetUtcNow().UtcDateTime.AddSeconds(1));
            await size.SelectOptionAsync("equal");
            await at.Clock.RunForAsync(FrameMilliseconds);
            Assert.Empty(await at.EvaluateAsync<string[]>("() => document.getAnimations().map((a) => a.playState)"));

            var after = await page.TilesAsync(ids);
            Assert.Contains(after, tile => Math.Abs(tile.Value.Rect.X - before[tile.Key].Rect.X) > 40);
            var screen = await page.ScreenAsync();
            var view = (await at.Locator(".map-host").BoundingBoxAsync())!;
            var colours = BandColours.Of("dark");
            var seen = after.Values.Where(tile => tile.Zone is "green" or "yellow" or "red" && tile.Rect.Y + tile.Rect.Height < view.Y + view.Height).ToArray();
            var there = seen.Count(tile => colours.DistanceTo(tile.Zone, screen, tile.Rect) < 2);
            Assert.True(motion == ReducedMotion.Reduce ? there == seen.Length : there < seen.Length * 3 / 4, $"{there} of {seen.Length} tiles are where they are to be in the first frame");
            Assert.Empty(page.Complaints);
        });
    }
}
