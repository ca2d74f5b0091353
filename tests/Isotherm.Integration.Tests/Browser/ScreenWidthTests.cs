using Microsoft.Playwright;

namespace Isotherm.Integration.Tests.Browser;

[Collection(TwoNetworksCollection.Name)]
public sealed class ScreenWidthTests(TwoNetworks networks)
{
    // Of the header's, the tool row's and the legend's parts: what lies over another, beyond the screen, or is cut off without a sign.
    private const string Faults = """
        () => {
          const seen = (e) => e.checkVisibility() && e.getBoundingClientRect().width > 1;
          const words = (e) => `${e.className || e.tagName} "${e.textContent.trim().replace(/\s+/g, ' ').slice(0, 30)}"`;
          const faults = [];
          for (const row of ['header .brand, header .menu, header nav button, .fresh > *', '.tools > *', 'footer .thresholds > *, footer li']) {
            const parts = [...document.querySelectorAll(row)].filter(seen);
            parts.forEach((a, i) => {
              const r = a.getBoundingClientRect();
              if (r.left < 0 || r.right > innerWidth + 0.5) faults.push(`${words(a)} is beyond the screen`);
              for (const b of parts.slice(i + 1)) {
                const s = b.getBoundingClientRect();
                if (Math.min(r.right, s.right) - Math.max(r.left, s.left) > 0.5 && Math.min(r.bottom, s.bottom) - Math.max(r.top, s.top) > 0.5)
                  faults.push(`${words(a)} lies over ${words(b)}`);
              }
              const cut = getComputedStyle(a).overflowX === 'visible' && a.scrollWidth > a.clientWidth + 1 && a.clientWidth > 0;
              if (cut) faults.push(`${words(a)} is wider than its place`);
            });
          }
          return faults;
        }
        """;

    [Theory]
    [InlineData(768)]
    [InlineData(820)]
    [InlineData(900)]
    [InlineData(901)]
    [InlineData(1023)]
    [InlineData(1024)]
    [InlineData(1100)]
    [InlineData(1101)]
    [InlineData(1279)]
    [InlineData(1280)]
    [InlineData(1440)]
    [InlineData(1600)]
    public async Task Nothing_overlaps_and_nothing_scrolls_sideways(int width)
    {
        await using var page = await networks.OpenAsync(width, 800);
        await Evidence.KeepAsync($"width-{width}", networks.Server, page, async () =>
        {
            foreach (var link in new[] { $"/?network={TwoNetworks.Plain}", $"/?network={TwoNetworks.Strict}&cluster=1", $"/?network={TwoNetworks.Plain}&view=queue" })
            {
                await page.Page.GotoAsync(new Uri(networks.Server.Address, link).ToString());
                await page.Page.WaitForFunctionAsync("() => window.isotherm?.count > 0 && window.isotherm.state === 'live'");
                var faults = await page.Page.EvaluateAsync<string[]>(Faults);
                Assert.True(faults.Length == 0, $"{link}: {string.Join("; ", faults)}");
                Assert.True(await page.SidewaysAsync() == 0, $"{link}: the page scrolls sideways by {await page.SidewaysAsync()} px");
            }

            foreach (var figure in new[] { "block", "source", "to screen", "oracle" })
                await Assertions.Expect(page.Page.Locator("header").GetByText(figure, new() { Exact = true })).ToBeVisibleAsync();
            Assert.Empty(page.Complaints);
        });
    }

    [Theory]
    [InlineData(1280, 800)]
    [InlineData(390, 844)]
    public async Task Escape_closes_the_drawer_wherever_the_focus_is(int width, int height)
    {
        await using var page = await networks.OpenAsync(width, height, $"/?network={TwoNetworks.Plain}&cluster=2");
        await Evidence.KeepAsync($"escape-{width}", networks.Server, page, async () =>
        {
            var drawer = page.Page.Locator("section.panel");
            foreach (var focus in new[] { "section.panel .close", "[aria-label=View] button", "[role=grid]" })
            {
                await page.Page.GotoAsync(new Uri(networks.Server.Address, $"/?network={TwoNetworks.Plain}&cluster=2").ToString());
                await Assertions.Expect(drawer).ToBeVisibleAsync();
                await page.Page.WaitForSelectorAsync(focus);
                await page.Page.EvaluateAsync("(where) => document.querySelector(where).focus()", focus);
                await page.Page.Keyboard.PressAsync("Escape");
                await Assertions.Expect(drawer).ToBeHiddenAsync();
                await page.Page.WaitForURLAsync(url => !url.Contains("cluster=", StringComparison.Ordinal));
            }

            Assert.Empty(page.Complaints);
        });
    }
}
