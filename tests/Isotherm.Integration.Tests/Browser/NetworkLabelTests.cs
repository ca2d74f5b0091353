using System.Text.Json.Nodes;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace Isotherm.Integration.Tests.Browser;

/// <summary>What the page says of a network that calls itself simulated and replayed: the server's own answers with these words put in.</summary>
[Collection(TwoNetworksCollection.Name)]
public sealed class NetworkLabelTests(TwoNetworks networks)
{
    private const string Note = "A published rule over a generated feed; nothing is liquidated on chain.";

    private const string Audit = """
        { "audit": {
          "views": ["ratio", "requirement"], "block": { "number": 9, "hash": "0x00000000000000000000000000000000000000000000000000000000000000ab", "timestamp": "2026-01-31T12:00:00Z" },
          "at": "2026-01-31T12:00:01.000Z",
          "last": { "checked": 24, "calls": 3, "agreed": 22, "mismatches": 2, "unavailable": 0 }, "total": { "checked": 48, "calls": 6, "agreed": 46, "mismatches": 2, "unavailable": 0 },
          "blocks": 2, "skipped": 0, "coverageBlocks": null, "sweeping": true, "disputedCount": 2, "disputed": ["1", "2"],
          "mismatches": [
            { "blockNumber": 9, "blockHash": "0xab", "cluster": "1", "view": "ratio", "ours": "1.326500000000000000", "contract": "1.324000000000000000" },
            { "blockNumber": 9, "blockHash": "0xab", "cluster": "2", "view": "requirement", "ours": "8400000000000000", "contract": "8420000000000000" } ],
          "trouble": "a view reverted" } }
        """;

    [Theory]
    [InlineData(1600, 1000)]
    [InlineData(390, 844)]
    [InlineData(320, 640)]
    public Task A_simulation_is_labelled_everywhere_and_cannot_be_taken_for_live(int width, int height) => OnSimulationAsync(width, height, async page =>
    {
        var at = page.Page;
        await Assertions.Expect(at).ToHaveTitleAsync($"{TwoNetworks.PlainName} (policy simulation) · Isotherm");
        await Assertions.Expect(at.Locator("header")).ToContainTextAsync("policy simulation");
        await Assertions.Expect(at.Locator("footer[aria-label=Legend]")).ToContainTextAsync("policy simulation");
        var ribbon = at.GetByRole(AriaRole.Note);
        await Assertions.Expect(ribbon).ToContainTextAsync($"Policy simulation");
        await Assertions.Expect(ribbon).ToContainTextAsync(Note);
        await Assertions.Expect(at.Locator("h1")).ToContainTextAsync("policy simulation");
        await Assertions.Expect(at.Locator(".frame")).ToHaveCSSAsync("background-image", new System.Text.RegularExpressions.Regex("repeating-linear-gradient"));

        await at.EmulateMediaAsync(new() { Media = Media.Print });
        await Assertions.Expect(ribbon).ToBeVisibleAsync();
        await Assertions.Expect(at.Locator("header").GetByText("policy simulation")).ToBeVisibleAsync();
        await at.EmulateMediaAsync(new() { Media = Media.Screen });

        await at.EvaluateAsync("() => document.querySelector('[role=grid]').focus()");
        await at.Keyboard.PressAsync("Enter");
        await Assertions.Expect(at.Locator("section.panel")).ToContainTextAsync($"Policy simulation: {Note}");
        if (width > 1000)
            await Assertions.Expect(at.GetByRole(AriaRole.Tooltip)).ToContainTextAsync($"Policy simulation: {Note}");
        Assert.Equal(0, await page.SidewaysAsync());
        await ExpectNoViolationAsync(page);
    });

    [Theory]
    [InlineData(1600, 1000)]
    [InlineData(390, 844)]
    public Task A_replay_says_how_it_plays_and_is_never_called_live_or_late(int width, int height) => OnSimulationAsync(width, height, async page =>
    {
        await Assertions.Expect(page.State("replay")).ToBeVisibleAsync();
        await Assertions.Expect(page.Page.Locator(".tools")).ToContainTextAsync("Replay · 1 h = 2 s · round 3");
        await Assertions.Expect(page.Page.GetByText("recorded", new() { Exact = true })).ToBeVisibleAsync();
        foreach (var state in new[] { "live", "late", "stale" })
            await Assertions.Expect(page.State(state)).ToBeHiddenAsync();
    });

    [Theory]
    [InlineData(1600, 1000)]
    [InlineData(390, 844)]
    public Task Clusters_that_disagree_with_the_contract_are_a_notice_that_leads_to_both_values(int width, int height) => OnSimulationAsync(width, height, async page =>
    {
        var at = page.Page;
        await at.RouteAsync($"**/api/v1/networks/{TwoNetworks.Plain}/audit", route => route.FulfillAsync(new() { ContentType = "application/json", Body = Audit }));
        var notice = at.GetByRole(AriaRole.Status).Filter(new() { HasText = "2 clusters disagree with the contract and are shown as unknown." });
        await Assertions.Expect(notice).ToBeVisibleAsync();
        await at.EvaluateAsync("() => document.querySelector('[role=grid]').focus()");
        await at.Keyboard.PressAsync("Enter");
        await Assertions.Expect(at.Locator("section.panel")).ToBeVisibleAsync();
        await at.EvaluateAsync("() => document.querySelector('.line .details').click()");

        var dialog = at.GetByRole(AriaRole.Dialog, new() { Name = "Checked against the contract" });
        await Assertions.Expect(dialog).ToContainTextAsync("2 clusters disagree with the contract and are shown as unknown until they agree again.");
        foreach (var told in new[] { "1.326500000000000000", "1.324000000000000000", "8400000000000000", "8420000000000000", "a view reverted" })
            await Assertions.Expect(dialog).ToContainTextAsync(told);
        Assert.Equal(0, await page.SidewaysAsync());
        await ExpectNoViolationAsync(page);

        await at.Keyboard.PressAsync("Escape");
        await Assertions.Expect(dialog).ToBeHiddenAsync();
        await Assertions.Expect(at.Locator("section.panel")).ToBeVisibleAsync();

        await at.EvaluateAsync("() => document.querySelector('.line .details').click()");
        await dialog.GetByRole(AriaRole.List, new() { Name = "Clusters that disagree" }).GetByRole(AriaRole.Button).Nth(1).ClickAsync();
        await Assertions.Expect(dialog).ToBeHiddenAsync();
        await Assertions.Expect(at).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("[?&]cluster=2$"));
    }, Dispute);

    private static async Task ExpectNoViolationAsync(MapPage page)
    {
        foreach (var theme in new[] { ColorScheme.Dark, ColorScheme.Light })
        {
            await page.Page.EmulateMediaAsync(new() { ColorScheme = theme });
            await Assertions.Expect(page.Page.Locator($"html[data-theme={(theme == ColorScheme.Dark ? "dark" : "light")}]")).ToBeAttachedAsync();
            var axe = await page.Page.RunAxe();
            Assert.NotEmpty(axe.Passes);
            Assert.True(axe.Violations.Length == 0, $"{theme}: {string.Join('\n', axe.Violations.Select(v => $"{v.Id}: {string.Join(", ", v.Nodes.Take(3).Select(node => node.Html))}"))}");
        }
    }

    private static void Simulate(JsonObject network)
    {
        network["simulation"] = new JsonObject { ["label"] = "policy simulation", ["note"] = Note };
        network["status"] = "replay";
        network["replay"] = new JsonObject { ["speed"] = 1800, ["loop"] = true, ["round"] = 3, ["from"] = "2026-01-01T00:00:00Z", ["to"] = "2026-02-01T00:00:00Z" };
    }

    private static void Dispute(JsonObject network) =>
        network["audit"] = new JsonObject { ["block"] = 9, ["checked"] = 48, ["disputed"] = 2, ["mismatches"] = 2, ["skipped"] = 0 };

    private static async Task AmendAsync(IRoute route, Action<JsonObject> change)
    {
        var answer = await route.FetchAsync();
        var body = JsonNode.Parse(await answer.TextAsync())!.AsObject();
        foreach (var network in body["networks"]?.AsArray().Select(n => n!.AsObject()) ?? [body])
        {
            if (network["id"]!.GetValue<string>() == TwoNetworks.Plain)
                change(network);
        }

        await route.FulfillAsync(new() { Response = answer, Body = body.ToJsonString() });
    }

    private async Task OnSimulationAsync(int width, int height, Func<MapPage, Task> body, Action<JsonObject>? change = null, [System.Runtime.CompilerServices.CallerMemberName] string test = "")
    {
        await using var page = await networks.OpenAsync(width, height, $"/?network={TwoNetworks.Strict}");
        await Evidence.KeepAsync($"{test}-{width}", networks.Server, page, async () =>
        {
            await page.Page.RouteAsync("**/api/v1/networks", route => AmendAsync(route, change ?? Simulate));
            await page.Page.RouteAsync($"**/api/v1/networks/{TwoNetworks.Plain}", route => AmendAsync(route, change ?? Simulate));
            await page.Page.GotoAsync(new Uri(networks.Server.Address, $"/?network={TwoNetworks.Plain}").ToString());
            await page.Page.WaitForFunctionAsync($"() => window.isotherm?.network === '{TwoNetworks.Plain}' && window.isotherm.count > 0");
            await body(page);
            Assert.Empty(page.Complaints);
        });
    }
}
