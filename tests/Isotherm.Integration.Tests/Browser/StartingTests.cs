using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace Isotherm.Integration.Tests.Browser;

/// <summary>What stands in the map's place before there is one: a skeleton, how far the chain was read, or what is wrong with a way out.</summary>
[Collection(LiveDemoCollection.Name)]
public sealed class StartingTests(LiveDemo demo)
{
    // A page without shared workers opens its stream itself, where a test can hold it.
    private const string Alone = "delete window.SharedWorker";
    private const string Listing = "**/api/v1/networks";
    private const string Record = "**/api/v1/networks/demo";
    private const string OfNetwork = "**/api/v1/networks/demo/**";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(1280, 800)]
    [InlineData(320, 640)]
    public Task Until_the_first_block_a_skeleton_stands_for_the_map_and_then_the_map(int width, int height) => OnPageAsync($"skeleton-{width}", width, height, async page =>
    {
        using var held = await HoldAsync(page);
        await page.GoAsync(demo.Server.Address);
        await Assertions.Expect(page.Page.GetByRole(AriaRole.Status, new() { Name = "Loading the map" })).ToBeVisibleAsync();
        await IsSoundAsync(page, "the skeleton");
        held.Release();
        await page.ShowsAsync("demo");
        await Assertions.Expect(page.Page.Locator(".skeleton")).ToHaveCountAsync(0);
    });

    [Theory]
    [InlineData(1280, 800)]
    [InlineData(320, 640)]
    public Task While_the_chain_is_read_the_page_says_how_far_and_goes_on_by_itself(int width, int height) => OnPageAsync($"backfill-{width}", width, height, async page =>
    {
        foreach (var url in new[] { Listing, Record })
            await page.Page.RouteAsync(url, ReadingAsync);
        using var held = await HoldAsync(page);
        await page.GoAsync(demo.Server.Address);
        var told = page.Page.Locator("main.boot");
        await Assertions.Expect(told.GetByRole(AriaRole.Heading, new() { Name = "Reading the chain" })).ToBeVisibleAsync();
        await Assertions.Expect(told).ToContainTextAsync(new Regex(@"Block 1\s450 of 2\s000"));
        await Assertions.Expect(told.GetByRole(AriaRole.Progressbar, new() { Name = "Blocks read" })).ToHaveAttributeAsync("value", "45");
        await Assertions.Expect(told).ToContainTextAsync("550 blocks to go");
        await IsSoundAsync(page, "the backfill");
        held.Release();
        await page.ShowsAsync("demo");
        await Assertions.Expect(told).ToHaveCountAsync(0);
    });

    [Theory]
    [InlineData(1280, 800)]
    [InlineData(320, 640)]
    public Task A_server_that_does_not_answer_is_told_with_a_way_out_that_leads_to_the_map(int width, int height) => OnPageAsync($"unreachable-{width}", width, height, async page =>
    {
        var clock = page.Page.Clock;
        await clock.InstallAsync(new() { TimeDate = TimeProvider.System.GetUtcNow().UtcDateTime });
        await page.Page.RouteAsync(Listing, route => route.AbortAsync("connectionrefused"));
        await page.GoAsync(demo.Server.Address);
        var told = page.Page.GetByRole(AriaRole.Alert).Filter(new() { HasText = "No connection to the server" });
        await Assertions.Expect(told).ToBeVisibleAsync();
        await Assertions.Expect(told.GetByRole(AriaRole.Link, new() { Name = "its status" })).ToHaveAttributeAsync("href", "/health/ready");
        await IsSoundAsync(page, "no connection");

        // It tries by itself too: not while its clock stands.
        await clock.PauseAtAsync(TimeProvider.System.GetUtcNow().UtcDateTime.AddSeconds(2));
        // What it asked before is refused before this is.
        Assert.True(await page.Page.EvaluateAsync<bool>("() => fetch('/api/v1/networks').then(() => false, () => true)"), "a server that does not answer has answered");
        await page.Page.UnrouteAsync(Listing);
        await page.Page.RunAndWaitForRequestAsync(() => told.GetByRole(AriaRole.Button, new() { Name = "Try now" }).DispatchEventAsync("click"), Listing);
        await clock.ResumeAsync();
        await page.ShowsAsync("demo");
    });

    // As a server answers that has read 45 % of the chain.
    private static async Task ReadingAsync(IRoute route)
    {
        var answer = await route.FetchAsync();
        var body = JsonNode.Parse(await answer.TextAsync())!;
        (body["networks"]?[0] ?? body)["backfill"] = new JsonObject { ["from"] = 1_000, ["at"] = 1_450, ["to"] = 2_000 };
        await route.FulfillAsync(new() { Response = answer, Body = body.ToJsonString() });
    }

    private static async Task IsSoundAsync(MapPage page, string view)
    {
        Assert.Equal(0, await page.SidewaysAsync());
        Axe.ExpectNoneSerious(await page.Page.RunAxe(), view);
    }

    // What the page asks of the network waits until it is released.
    private static async Task<SemaphoreSlim> HoldAsync(MapPage page)
    {
        var held = new SemaphoreSlim(0);
        await page.Page.AddInitScriptAsync(Alone);
        await page.Page.RouteAsync(OfNetwork, async route =>
        {
            await held.WaitAsync(Ct);
            held.Release();
            await route.ContinueAsync();
        });
        return held;
    }

    private async Task OnPageAsync(string test, int width, int height, Func<MapPage, Task> body)
    {
        await using var page = await demo.Chromium.NewAsync(new() { Width = width, Height = height });
        await Evidence.KeepAsync(test, demo.Server, page, async () =>
        {
            await body(page);
            Assert.DoesNotContain(page.Complaints, words => !words.Contains("ERR_CONNECTION_REFUSED", StringComparison.Ordinal));
        });
    }
}
