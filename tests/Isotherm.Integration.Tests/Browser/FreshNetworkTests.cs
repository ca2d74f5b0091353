using System.Globalization;
using System.Text.RegularExpressions;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace Isotherm.Integration.Tests.Browser;

/// <summary>The page of a contract that was just deployed, from nobody to the first tile.</summary>
public sealed partial class FreshNetworkTests
{
    private const int Patience = 15;
    private const string Untouched = "since the start";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_chain_without_clusters_is_told_as_such_and_its_first_tile_comes_by_itself()
    {
        await using var network = await FreshNetwork.StartAsync(Ct);
        await using var chromium = await Chromium.StartAsync();
        await using var desk = await chromium.NewAsync(new() { Width = 1280, Height = 800 });
        await using var phone = await chromium.NewAsync(new() { Width = 320, Height = 640 });
        ApiHeatmap? first = null;
        foreach (var page in new[] { desk, phone })
            await Evidence.KeepAsync(page == desk ? "fresh-desk" : "fresh-phone", network.Server, page, () => IsToldAsync(page, network.Server));
        await Evidence.KeepAsync("fresh-nobody", network.Server, desk, () => NamesNobodyAsync(desk, network.Server));

        await Evidence.KeepAsync("fresh-registering", network.Server, desk, async () => first = await network.RegisterFirstAsync(Ct));
        foreach (var page in new[] { desk, phone })
            await Evidence.KeepAsync(page == desk ? "first-desk" : "first-phone", network.Server, page, () => ShowsTheFirstAsync(page, network.Server, first!));
    }

    private static async Task IsToldAsync(MapPage page, PageServer server)
    {
        await page.GoAsync(server.Address);
        var truth = await server.Api.HeatmapAsync("latest", Ct);
        Assert.Empty(truth.Clusters);
        var map = page.Page.Locator("main.map");
        await Assertions.Expect(map.GetByRole(AriaRole.Heading, new() { Name = "No clusters registered yet" })).ToBeVisibleAsync(new() { Timeout = Patience * 1000 });
        await Assertions.Expect(page.State("live").First).ToBeVisibleAsync();
        var words = await map.GetByRole(AriaRole.Status).Filter(new() { HasText = "nobody has" }).InnerTextAsync();
        var told = ReadUpTo().Match(words);
        Assert.True(told.Success, words);
        Assert.InRange(long.Parse(string.Concat(told.Groups[1].Value.Where(char.IsAsciiDigit)), CultureInfo.InvariantCulture), truth.Block.Number - 1, truth.Block.Number + Patience);
        Assert.All(await page.LegendAsync(), count => Assert.Equal(0, count));
        Assert.Equal(0, await page.SidewaysAsync());
        Axe.ExpectNoneSerious(await page.Page.RunAxe(), "the empty map");
        await page.Page.EvaluateAsync("(words) => void (window.untouched = words)", Untouched);
    }

    // A link to somebody who is not there is said to be one; then it is let go.
    private static async Task NamesNobodyAsync(MapPage page, PageServer server)
    {
        await page.GoAsync(new Uri(server.Address, "/?cluster=987654"));
        var told = page.Page.GetByRole(AriaRole.Alert).Filter(new() { HasText = "No cluster here has the id 987654, which the link names." });
        await Assertions.Expect(told).ToBeVisibleAsync(new() { Timeout = Patience * 1000 });
        await told.GetByRole(AriaRole.Button, new() { Name = "Dismiss" }).ClickAsync();
        await Assertions.Expect(told).ToBeHiddenAsync();
        await page.LinkRestsAsync();
        Assert.DoesNotContain("cluster=", page.Page.Url, StringComparison.Ordinal);
        await page.Page.EvaluateAsync("(words) => void (window.untouched = words)", Untouched);
    }

    private static async Task ShowsTheFirstAsync(MapPage page, PageServer server, ApiHeatmap first)
    {
        var cluster = Assert.Single(first.Clusters);
        await page.Page.WaitForFunctionAsync("(id) => window.isotherm.tile(id)", cluster.Id, new() { Timeout = Patience * 1000 });
        await Assertions.Expect(page.Page.GetByRole(AriaRole.Heading, new() { Name = "No clusters registered yet" })).ToBeHiddenAsync();
        await Eventually.HoldsAsync("the page to agree with the API", () => PageAgreement.ObjectionAsync(page, server.Api, null, Ct), Patience, Ct);

        // One to be worked with, not only to be seen.
        var tile = (await page.TilesAsync([cluster.Id]))[cluster.Id].Rect;
        await page.Page.Mouse.ClickAsync((float)(tile.X + (tile.Width / 2)), (float)(tile.Y + (tile.Height / 2)));
        await Assertions.Expect(page.Page.GetByRole(AriaRole.Region, new() { Name = $"Cluster {cluster.Name}", Exact = true })).ToBeVisibleAsync();
        Assert.Equal(Untouched, await page.Page.EvaluateAsync<string>("() => window.untouched"));
        Assert.Equal(0, await page.MismatchesAsync());
        Assert.Empty(page.Complaints);
    }

    [GeneratedRegex(@"read up to block ([\d\s]+), and nobody")]
    private static partial Regex ReadUpTo();
}
