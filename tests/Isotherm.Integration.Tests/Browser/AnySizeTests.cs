using System.Globalization;
using System.Text.RegularExpressions;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace Isotherm.Integration.Tests.Browser;

/// <summary>Networks that the live demo is not: one of nobody, and one of more tiles than the hidden grid has rows.</summary>
[Collection(LiveDemoCollection.Name)]
public sealed class AnySizeTests(LiveDemo demo)
{
    private const int Many = 2_600;
    private const int MostRows = 2_000;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(1280, 800)]
    [InlineData(320, 640)]
    public async Task An_empty_network_says_on_the_map_that_nobody_is_registered_and_what_comes_next(int width, int height)
    {
        await using var nobody = await MockNetworks.StartAsync(0, Ct);
        await using var page = await demo.Chromium.NewAsync(new() { Width = width, Height = height });
        await Evidence.KeepAsync($"empty-{width}", demo.Server, page, async () =>
        {
            await page.GoAsync(nobody.Address);
            var said = page.Page.Locator("main.map");
            await Assertions.Expect(said.GetByRole(AriaRole.Heading, new() { Name = "No clusters registered yet" })).ToBeVisibleAsync();
            await Assertions.Expect(said).ToContainTextAsync(new Regex("first tile appears here by itself"));
            await Assertions.Expect(said).Not.ToContainTextAsync("No cluster matches");
            Assert.Equal(0, await page.SidewaysAsync());
            Axe.ExpectNoneSerious(await page.Page.RunAxe(), "the empty map");
            Assert.Empty(page.Complaints);
        });
    }

    [Fact]
    public async Task Of_more_than_2000_tiles_each_is_a_row_with_its_true_place_by_keyboard_and_by_search()
    {
        await using var many = await MockNetworks.StartAsync(Many, Ct);
        await using var page = await demo.Chromium.OpenAsync(many.Address, new() { Width = 1280, Height = 800 });
        await Evidence.KeepAsync("many-rows", demo.Server, page, async () =>
        {
            var (at, map) = (page.Page, page.Page.Locator(".map-rows"));
            await Assertions.Expect(map).ToHaveAttributeAsync("aria-rowcount", Many.ToString(CultureInfo.InvariantCulture));
            await map.FocusAsync();
            Assert.Equal(1, await PlaceAsync(map));
            // Groups stand side by side: a screen further down is another row, not always a later one.
            var last = 1;
            for (var presses = 0; presses < 6; presses++)
            {
                await at.Keyboard.PressAsync("PageDown");
                var now = await PlaceAsync(map);
                Assert.InRange(now, 1, Many);
                Assert.NotEqual(last, now);
                last = now;
            }

            await at.Keyboard.PressAsync("End");
            Assert.Equal(Many, await PlaceAsync(map));
            Assert.InRange(await map.Locator("[role=row]").CountAsync(), 1, MostRows);

            // By search: the row that is found is the one that the keys go on from.
            await at.Keyboard.PressAsync("/");
            await at.Keyboard.TypeAsync("id=1300");
            await Assertions.Expect(at.Locator(".filter .count")).ToHaveTextAsync(new Regex("^1 of"));
            await at.Keyboard.PressAsync("Enter");
            await Assertions.Expect(at.Locator("section.panel")).ToBeVisibleAsync();
            await map.FocusAsync();
            var found = map.Locator("[data-cluster-id='1300']");
            await Assertions.Expect(map).ToHaveAttributeAsync("aria-activedescendant", (await found.GetAttributeAsync("id"))!);
            await Assertions.Expect(found).ToHaveAttributeAsync("aria-label", new Regex("GPUs?"));
            await Assertions.Expect(found).ToHaveAttributeAsync("aria-rowindex", new Regex("^[0-9]+$"));
            Assert.Empty(page.Complaints);
        });
    }

    private static Task<int> PlaceAsync(ILocator map) => map.EvaluateAsync<int>(
        "(e) => Number(document.getElementById(e.getAttribute('aria-activedescendant')).getAttribute('aria-rowindex'))");
}
