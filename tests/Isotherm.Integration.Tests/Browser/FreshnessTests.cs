using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace Isotherm.Integration.Tests.Browser;

/// <summary>How fresh it all is, part by part, as the page tells it when asked.</summary>
[Collection(LiveDemoCollection.Name)]
public sealed class FreshnessTests(LiveDemo demo)
{
    private const int Patience = 15;
    private const int Apart = 3;

    private const string ReadRows = """
        (dialog) => JSON.stringify(Object.fromEntries([...dialog.querySelectorAll('dl > div')].map((row) => [row.querySelector('dt').textContent, row.querySelector('dd').textContent])))
        """;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(1280, 800)]
    [InlineData(320, 640)]
    public async Task The_latency_is_told_in_its_parts_and_each_oracle_has_its_own_age(int width, int height)
    {
        await using var page = await demo.OpenAsync(width, height);
        await Evidence.KeepAsync($"fresh-parts-{width}", demo.Server, page, async () =>
        {
            await page.Page.GetByRole(AriaRole.Button, new() { Name = "Data is live: how fresh it is" }).ClickAsync();
            var dialog = page.Page.GetByRole(AriaRole.Dialog, new() { Name = "How fresh this is" });
            await Assertions.Expect(dialog).ToBeVisibleAsync();
            await Eventually.HoldsAsync("each oracle's age", async () =>
            {
                var told = await ToldAsync(dialog);
                var now = TimeProvider.System.GetUtcNow();
                var (token, native) = await demo.Api.OracleTimesAsync(Ct);
                return Objection(told, "GRID price", now - token) ?? Objection(told, "native token’s price", now - native);
            }, Patience, Ct);
            var parts = await ToldAsync(dialog);
            Assert.All(new[] { "chain to server", "in the server", "server to screen" }, part => Assert.Matches(@"^\d[\d\s]* ms", parts[part]));
            Assert.Matches(@"^\d[\d\s]* ms ±\d+", parts["server to screen"]);
            Assert.Matches(@"^p50 \d[\d\s]* ms, p95 \d[\d\s]* ms", parts["of the last 100 paints"]);
            Assert.Matches(@"^\d[\d\s]*, \d+(\.\d)? s old", parts["newest block"]);
            Assert.Equal(0, await page.SidewaysAsync());
            Assert.Empty(page.Complaints);
        });
    }

    private static async Task<Dictionary<string, string>> ToldAsync(ILocator dialog) =>
        JsonSerializer.Deserialize<Dictionary<string, string>>(await dialog.EvaluateAsync<string>(ReadRows))!;

    private static string? Objection(Dictionary<string, string> told, string feed, TimeSpan age)
    {
        if (!told.TryGetValue(feed, out var words) || Regex.Match(words, @"^(\d+(?:\.\d)?) s old") is not { Success: true } match)
            return $"{feed}: {words ?? "absent"}";
        var said = double.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture);
        return Math.Abs(said - age.TotalSeconds) <= Apart ? null : $"{feed} is said to be {said} s old, it is {age.TotalSeconds} s";
    }
}
