using System.Globalization;
using System.Numerics;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace Isotherm.Integration.Tests.Browser;

/// <summary>Own thresholds, stress and ladder on the page, against the API at the same block.</summary>
[Collection(LiveDemoCollection.Name)]
public sealed partial class DeskTests(LiveDemo demo)
{
    private const string ReadLadder = """
        (id) => JSON.stringify({ block: isotherm.tile(id).block, told: document.querySelector('section.ladder [role=slider]').getAttribute('aria-valuetext') })
        """;

    private const string ReadOwn = """
        (id) => JSON.stringify({
          block: isotherm.tile(id).block,
          own: new URLSearchParams(location.search).get('own'),
          told: document.querySelector('footer[aria-label=Legend] p.mine').textContent,
        })
        """;

    // The URL follows a drag at most ten times a second.
    private const string Settled = """
        () => Number(new URLSearchParams(location.search).get('own')?.split(',')[0]) === Number(document.querySelector('[role=slider][aria-label$="warning threshold"]')?.ariaValueNow)
        """;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_stress_by_keyboard_tells_what_the_server_would_and_cannot_be_taken_for_live()
    {
        await using var page = await demo.OpenAsync(1280, 900, link: "/?panel=stress");
        await Evidence.KeepAsync("stress", demo.Server, page, async () =>
        {
            var id = (await page.RowsAsync()).Keys.First();
            var knob = page.Page.GetByRole(AriaRole.Slider, new() { Name = "price change" });
            await knob.FocusAsync();
            for (var press = 0; press < 3; press++)
                await page.Page.Keyboard.PressAsync("PageDown");
            await Assertions.Expect(knob).ToHaveAttributeAsync("aria-valuetext", new Regex("^−30"));
            await AgreesAsync(page, id, """{"price":-30}""");

            await page.Page.GetByRole(AriaRole.Checkbox, new() { Name = "Cascade" }).CheckAsync();
            await page.Page.WaitForURLAsync(new Regex("depth:\\d+"));
            var depth = DepthInLink().Match(page.Page.Url).Groups[1].Value;
            await AgreesAsync(page, id, $$"""{"price":-30,"depth":"{{depth}}"}""");

            await Assertions.Expect(page.Page).ToHaveTitleAsync(new Regex("^STRESS — not live: price −30"));
            await Assertions.Expect(page.Page.GetByRole(AriaRole.Note).Filter(new() { HasText = "not live" })).ToBeVisibleAsync();
            await page.Page.GetByRole(AriaRole.Button, new() { Name = "Back to live" }).ClickAsync();
            await Assertions.Expect(page.Page.GetByRole(AriaRole.Note).Filter(new() { HasText = "not live" })).ToBeHiddenAsync();
            await page.Page.WaitForURLAsync(url => !url.Contains("stress=", StringComparison.Ordinal));
            Assert.Empty(page.Complaints);
        });
    }

    [Fact]
    public async Task The_ladder_by_keyboard_tells_what_the_server_would()
    {
        await using var page = await demo.OpenAsync(1280, 900, link: "/?panel=stress");
        await Evidence.KeepAsync("ladder", demo.Server, page, async () =>
        {
            var id = (await page.RowsAsync()).Keys.First();
            await page.Page.GetByRole(AriaRole.Slider, new() { Name = "Price level" }).FocusAsync();
            await page.Page.Keyboard.PressAsync("End");
            await page.Page.Keyboard.PressAsync("PageDown");
            var shown = JsonDocument.Parse(await page.Page.EvaluateAsync<string>(ReadLadder, id)).RootElement;
            var told = LadderWords().Match(shown.GetProperty("told").GetString()!);
            Assert.True(told.Success, shown.GetProperty("told").GetString());
            var ladder = await demo.Api.LadderAsync(shown.GetProperty("block").GetInt64(), Ct);
            var step = ladder.GetProperty("steps").EnumerateArray().Single(s => s.GetProperty("change").GetInt32() == -50);
            Assert.Equal("50", told.Groups["change"].Value);
            Assert.Equal(step.GetProperty("clusters").GetInt32(), StressAgreement.Digits(told.Groups["clusters"].Value));
            Assert.Equal(StressAgreement.Tokens(step.GetProperty("seized"), 0), StressAgreement.Digits(told.Groups["seized"].Value));
        });
    }

    [Fact]
    public async Task A_dragged_threshold_tells_how_many_tiles_change_and_home_goes_back()
    {
        await using var page = await demo.OpenAsync(1280, 900);
        await Evidence.KeepAsync("threshold", demo.Server, page, async () =>
        {
            var id = (await page.RowsAsync()).Keys.First();
            var handle = page.Page.GetByRole(AriaRole.Slider, new() { Name = "warning threshold" });
            var box = (await handle.BoundingBoxAsync())!;
            await page.Page.Mouse.MoveAsync(box.X + 8, box.Y + 10);
            await page.Page.Mouse.DownAsync();
            await page.Page.Mouse.MoveAsync(box.X + 40, box.Y + 10, new() { Steps = 4 });
            await page.Page.Mouse.MoveAsync(box.X + 78, box.Y + 10, new() { Steps = 4 });
            await page.Page.Mouse.UpAsync();
            await page.Page.WaitForFunctionAsync(Settled);

            var shown = JsonDocument.Parse(await page.Page.EvaluateAsync<string>(ReadOwn, id)).RootElement;
            var own = shown.GetProperty("own").GetString()!.Split(',').Select(Ratio18).ToArray();
            Assert.True(own[0] > Ratio18("1.5") && own[1] == Ratio18("1.2"), shown.GetRawText());
            var truth = await demo.Api.HeatmapAsync(shown.GetProperty("block").GetInt64().ToString(CultureInfo.InvariantCulture), Ct);
            var changed = truth.Clusters.Count(c => c is { Zone: "green" or "yellow" or "red", Ratio: { } ratio } && c.Zone != ZoneOf(Ratio18(ratio), own[0], own[1]));
            Assert.True(changed > 0, "no tile changed");
            Assert.StartsWith($"Mine {changed} would change: {changed} to warning", shown.GetProperty("told").GetString()!, StringComparison.Ordinal);

            await handle.FocusAsync();
            await page.Page.Keyboard.PressAsync("Home");
            await Assertions.Expect(page.Page.Locator("footer[aria-label=Legend] p.mine")).ToBeHiddenAsync();
            await page.Page.WaitForURLAsync(url => !url.Contains("own=", StringComparison.Ordinal));
            Assert.Empty(page.Complaints);
        });
    }

    [Theory]
    [InlineData(390)]
    [InlineData(320)]
    public async Task A_phone_stresses_by_tap_with_the_map_in_sight(int width)
    {
        await using var page = await demo.OpenAsync(width, 844, link: "/?panel=stress&own=1.8,1.35");
        await Evidence.KeepAsync($"stress-{width}", demo.Server, page, async () =>
        {
            var panel = page.Page.Locator("section.stress");
            await panel.Locator("#stress-price").FillAsync("-25");
            await page.Page.Keyboard.PressAsync("Enter");
            await Assertions.Expect(panel.Locator(".sum")).ToBeVisibleAsync();
            Assert.True(await page.SidewaysAsync() == 0, $"the page scrolls sideways by {await page.SidewaysAsync()} px");
            var map = (await page.Page.Locator(".map-host").BoundingBoxAsync())!;
            var sheet = (await page.Page.Locator("section.stress").BoundingBoxAsync())!;
            Assert.True(sheet.Y - map.Y > 120, $"the sheet leaves {sheet.Y - map.Y} px of the map");
            Assert.Empty(page.Complaints);
        });
    }

    private async Task AgreesAsync(MapPage page, string id, string stress) =>
        Assert.True(await StressAgreement.HoldsAsync(page, demo.Api, id, stress, Ct) > 0, "nothing falls");

    private static string ZoneOf(BigInteger ratio, BigInteger warning, BigInteger critical) =>
        ratio < critical ? "red" : ratio > warning ? "green" : "yellow";

    /// <summary>A decimal × 10¹⁸; what is finer is cut.</summary>
    private static BigInteger Ratio18(string text)
    {
        var parts = text.Split('.');
        return BigInteger.Parse(parts[0] + (parts.Length > 1 ? parts[1] : "").PadRight(18, '0')[..18], CultureInfo.InvariantCulture);
    }

    [GeneratedRegex("depth:(\\d+)")]
    private static partial Regex DepthInLink();

    [GeneratedRegex("^−(?<change>\\d+).*: (?<clusters>.+) clusters? fallen, (?<seized>.+) GRID$")]
    private static partial Regex LadderWords();
}
