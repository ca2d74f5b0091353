using System.Text.RegularExpressions;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace Isotherm.Integration.Tests.Browser;

[Collection(TwoNetworksCollection.Name)]
public sealed class NetworkSwitchTests(TwoNetworks networks)
{
    private const int Patience = 20;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public Task The_menu_changes_the_network_without_a_reload_and_back_and_forward_return() => OnPageAsync("/", async page =>
    {
        await page.ShowsAsync(TwoNetworks.Plain);
        await UrlIsAsync(page, $"?network={TwoNetworks.Plain}");
        await AgreesAsync(page, TwoNetworks.Plain);
        await page.Page.EvaluateAsync("() => void (window.untouched = 'since the start')");
        await page.Page.EvaluateAsync("() => document.querySelector('[role=grid]').focus()");
        await page.Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(Drawer(page)).ToBeVisibleAsync();
        var selected = new Uri(page.Page.Url).Query;
        Assert.Contains("cluster=", selected, StringComparison.Ordinal);

        await Menu(page).ClickAsync();
        await page.Page.Keyboard.PressAsync("ArrowDown");
        await page.Page.Keyboard.PressAsync("Enter");

        await page.ShowsAsync(TwoNetworks.Strict);
        await UrlIsAsync(page, $"?network={TwoNetworks.Strict}");
        await Assertions.Expect(Drawer(page)).ToBeHiddenAsync();
        await Assertions.Expect(page.Page).ToHaveTitleAsync($"{TwoNetworks.StrictName} · Isotherm");
        await AgreesAsync(page, TwoNetworks.Strict);
        Assert.All((await page.RowsAsync()).Values, row => Assert.Equal("red", row.Zone));
        await Assertions.Expect(page.Page.GetByText("gas is not modelled").First).ToBeAttachedAsync();

        await page.Page.GoBackAsync();
        await page.ShowsAsync(TwoNetworks.Plain);
        await UrlIsAsync(page, selected);
        await Assertions.Expect(Drawer(page)).ToBeVisibleAsync();
        await AgreesAsync(page, TwoNetworks.Plain);
        Assert.DoesNotContain((await page.RowsAsync()).Values, row => row.Zone == "red" && row.Ratio.StartsWith("2.", StringComparison.Ordinal));

        await page.Page.GoForwardAsync();
        await page.ShowsAsync(TwoNetworks.Strict);
        await Assertions.Expect(Drawer(page)).ToBeHiddenAsync();
        await AgreesAsync(page, TwoNetworks.Strict);
        Assert.Equal("since the start", await page.Page.EvaluateAsync<string>("() => window.untouched"));
    });

    [Fact]
    public Task A_link_opens_the_network_and_the_view_that_it_names() => OnPageAsync($"/?network={TwoNetworks.Strict}&view=queue", async page =>
    {
        await page.ShowsAsync(TwoNetworks.Strict);
        await Assertions.Expect(page.Page.GetByRole(AriaRole.Heading, new() { Name = "Liquidation queue" })).ToBeVisibleAsync();
        await Assertions.Expect(Menu(page)).ToHaveAccessibleNameAsync($"Network: {TwoNetworks.StrictName}");
        await ChooseAsync(page, TwoNetworks.PlainName);
        await page.ShowsAsync(TwoNetworks.Plain);
        await UrlIsAsync(page, $"?network={TwoNetworks.Plain}&view=queue");
    });

    [Fact]
    public Task An_unknown_network_is_called_so_and_leads_to_one_that_is_there() => OnPageAsync("/", async page =>
    {
        await page.Page.GotoAsync(new Uri(networks.Server.Address, "/?network=nowhere").ToString());
        await Assertions.Expect(page.Page.GetByRole(AriaRole.Heading, new() { Name = "No network “nowhere” here" })).ToBeVisibleAsync();
        await Assertions.Expect(page.Page).ToHaveTitleAsync("Isotherm");
        Assert.Empty((await page.Page.RunAxe()).Violations);
        await page.Page.GetByRole(AriaRole.List, new() { Name = "Networks of this server" }).GetByText(TwoNetworks.StrictName).ClickAsync();
        await page.ShowsAsync(TwoNetworks.Strict);
        await AgreesAsync(page, TwoNetworks.Strict);
    });

    [Fact]
    public Task Two_tabs_show_two_networks_and_closing_one_leaves_the_other_alive() => OnPageAsync($"/?network={TwoNetworks.Plain}", async page =>
    {
        var other = new MapPage(await page.Page.Context.NewPageAsync());
        await other.OpenAsync(new Uri(networks.Server.Address, $"/?network={TwoNetworks.Strict}"));
        await other.ShowsAsync(TwoNetworks.Strict);
        await AgreesAsync(other, TwoNetworks.Strict);
        await AgreesAsync(page, TwoNetworks.Plain);

        // Both on one network, then one leaves it: the stream that they share must stay.
        await ChooseAsync(other, TwoNetworks.PlainName);
        await other.ShowsAsync(TwoNetworks.Plain);
        await ChooseAsync(page, TwoNetworks.StrictName);
        await page.ShowsAsync(TwoNetworks.Strict);
        await FollowsAsync(other);
        await AgreesAsync(other, TwoNetworks.Plain);
        await other.Page.CloseAsync();
        await FollowsAsync(page);
        await AgreesAsync(page, TwoNetworks.Strict);
        Assert.Empty(other.Complaints);
    });

    [Fact]
    public Task A_page_that_was_left_and_is_returned_to_goes_on_with_its_network() => OnPageAsync($"/?network={TwoNetworks.Strict}", async page =>
    {
        await page.Page.GotoAsync("about:blank");
        await page.Page.GoBackAsync();
        await page.ShowsAsync(TwoNetworks.Strict);
        await FollowsAsync(page);
        await AgreesAsync(page, TwoNetworks.Strict);
    });

    [Theory]
    [InlineData(1600, 1000)]
    [InlineData(390, 844)]
    [InlineData(320, 640)]
    public async Task The_open_menu_is_accessible_and_fits_the_screen_dark_and_light(int width, int height)
    {
        await using var page = await networks.OpenAsync(width, height, $"/?network={TwoNetworks.Strict}");
        await Evidence.KeepAsync($"menu-{width}", networks.Server, page, async () =>
        {
            await Menu(page).ClickAsync();
            await Assertions.Expect(page.Page.Locator("header [role=option]")).ToHaveCountAsync(2);
            foreach (var theme in new[] { ColorScheme.Dark, ColorScheme.Light })
            {
                await page.Page.EmulateMediaAsync(new() { ColorScheme = theme });
                var axe = await page.Page.RunAxe();
                Assert.True(axe.Violations.Length == 0, $"{theme}: {string.Join('\n', axe.Violations.Select(v => $"{v.Id}: {string.Join(", ", v.Nodes.Take(3).Select(node => node.Html))}"))}");
            }

            Assert.Equal(0, await page.SidewaysAsync());
            var panel = await page.Page.Locator(".panel").First.BoundingBoxAsync();
            Assert.InRange(panel!.X, 0, width);
            Assert.InRange(panel.X + panel.Width, 0, width);
            Assert.InRange(panel.Y + panel.Height, 0, height);
            await page.Page.Keyboard.PressAsync("Escape");
            await Assertions.Expect(page.Page.GetByRole(AriaRole.Listbox)).ToBeHiddenAsync();
            Assert.Empty(page.Complaints);
        });
    }

    private static ILocator Menu(MapPage page) => page.Page.Locator("header button[aria-haspopup=listbox]");

    private static ILocator Drawer(MapPage page) => page.Page.Locator("section.panel");

    private static async Task ChooseAsync(MapPage page, string name)
    {
        await Menu(page).ClickAsync();
        await page.Page.GetByRole(AriaRole.Option).Filter(new() { HasText = name }).ClickAsync();
    }

    private static async Task UrlIsAsync(MapPage page, string query) =>
        await Assertions.Expect(page.Page).ToHaveURLAsync(new Regex($"{Regex.Escape(query)}$"), new() { Timeout = Patience * 1000 });

    private async Task AgreesAsync(MapPage page, string network)
    {
        using var api = new HeatmapApi(networks.Server.Address, network);
        await Eventually.HoldsAsync($"the page to agree with the API of {network}", () => PageAgreement.ObjectionAsync(page, api, null, Ct), Patience, Ct);
    }

    private static async Task FollowsAsync(MapPage page)
    {
        var before = await page.Page.EvaluateAsync<int>("() => window.isotherm.seq");
        await Eventually.HoldsAsync("two more blocks", async () =>
            await page.Page.EvaluateAsync<int>("() => window.isotherm.seq") is var now && now >= before + 2 ? null : $"from {before} to {now}", Patience, Ct);
    }

    private async Task OnPageAsync(string link, Func<MapPage, Task> body, [System.Runtime.CompilerServices.CallerMemberName] string test = "")
    {
        await using var page = await networks.OpenAsync(1600, 1000, link);
        await Evidence.KeepAsync(test, networks.Server, page, async () =>
        {
            await body(page);
            Assert.Empty(page.Complaints);
        });
    }
}
