using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace Isotherm.Integration.Tests.Browser;

[Collection(LiveDemoCollection.Name)]
public sealed class AccessibilityTests(LiveDemo demo)
{
    // What a theme can change; the rest of the rules sees no colour.
    private static readonly AxeRunOptions Colours = new() { RunOnly = new RunOnlyOptions { Type = "rule", Values = ["color-contrast", "link-in-text-block"] } };

    [Theory]
    [InlineData(1600, 1000)]
    [InlineData(390, 844)]
    public async Task Axe_finds_no_serious_violation_in_map_drawer_and_queue_dark_and_light(int width, int height)
    {
        await using var page = await demo.OpenAsync(width, height);
        await Evidence.KeepAsync($"axe-{width}", demo.Server, page, async () =>
        {
            await ExpectNoneAsync(page, "the map");
            await page.Page.EvaluateAsync("() => document.querySelector('[role=grid]').focus()");
            await page.Page.Keyboard.PressAsync("Enter");
            await Assertions.Expect(page.Page.Locator("section.panel")).ToBeVisibleAsync();
            await ExpectNoneAsync(page, "the drawer");
            await page.Page.Keyboard.PressAsync("Escape");
            await page.Page.Locator("nav[aria-label=Sections] button", new() { HasText = "Queue" }).ClickAsync();
            await Assertions.Expect(page.Page.GetByRole(AriaRole.Heading, new() { Name = "Liquidation queue" })).ToBeVisibleAsync();
            await ExpectNoneAsync(page, "the queue");
            Assert.Empty(page.Complaints);
        });
    }

    private static async Task ExpectNoneAsync(MapPage page, string view)
    {
        Axe.ExpectNoneSerious(await page.Page.RunAxe(), $"{view}, dark");
        await page.Page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Light });
        await Assertions.Expect(page.Page.Locator("html[data-theme=light]")).ToBeAttachedAsync();
        Axe.ExpectNoneSerious(await page.Page.RunAxe(Colours), $"{view}, light");
        await page.Page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Dark });
        await Assertions.Expect(page.Page.Locator("html[data-theme=dark]")).ToBeAttachedAsync();
    }
}
