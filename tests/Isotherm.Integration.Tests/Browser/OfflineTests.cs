using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace Isotherm.Integration.Tests.Browser;

/// <summary>A page whose network dies and returns.</summary>
[Collection(LiveDemoCollection.Name)]
public sealed partial class OfflineTests(LiveDemo demo)
{
    private const int Patience = 20;
    private const int Missed = 3;

    private const string Listen = """
        () => {
          window.said = [];
          const voice = document.querySelector('[role=log]');
          new MutationObserver(() => window.said.push(voice.textContent.trim())).observe(voice, { childList: true, characterData: true, subtree: true });
        }
        """;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task After_a_minute_offline_the_page_has_said_so_step_by_step_and_catches_up_with_one_merged_frame_and_one_message()
    {
        await using var wire = CutWire.To(demo.Server.Address);
        await using var page = await demo.Chromium.NewAsync(new() { Width = 1280, Height = 800 });
        await Evidence.KeepAsync("offline", demo.Server, page, async () =>
        {
            var at = page.Page;
            await at.Clock.InstallAsync(new() { TimeDate = TimeProvider.System.GetUtcNow().UtcDateTime });
            await page.OpenAsync(wire.Address);
            var id = (await page.RowsAsync()).Keys.First();
            await at.WaitForFunctionAsync("() => document.querySelector('[role=log]')");
            await at.EvaluateAsync(Listen);

            wire.Cut();
            await at.Context.SetOfflineAsync(true);
            var seq = await at.EvaluateAsync<int>("() => window.isotherm.seq");
            var block = await page.ShownBlockAsync(id);
            await SaysAfterAsync(page, 5, "late");
            await SaysAfterAsync(page, 6, "stale");
            await SaysAfterAsync(page, 4, "disconnected");
            await at.Clock.FastForwardAsync(45_000);
            var words = at.Locator(".tools [role=status]");
            await Assertions.Expect(words).ToContainTextAsync(new Regex(@"Nothing heard for [6-9]\d s; this device is offline\. Reconnecting by itself"));
            await Assertions.Expect(words).ToContainTextAsync("Shown is confirmed block");
            Assert.Equal(seq, await at.EvaluateAsync<int>("() => window.isotherm.seq"));
            await Eventually.HoldsAsync("blocks that the page misses", async () =>
                (await demo.Api.HeatmapAsync("latest", Ct)).Block.Number >= block + Missed ? null : "too few", Patience, Ct);

            // The minute was the page's own; the server's clock is the world's.
            await at.Clock.SetSystemTimeAsync(TimeProvider.System.GetUtcNow().UtcDateTime);
            wire.Mend();
            await at.Context.SetOfflineAsync(false);
            await Assertions.Expect(page.State("live")).ToBeVisibleAsync(new() { Timeout = Patience * 1000 });
            await Eventually.HoldsAsync("the page to agree with the API", () => PageAgreement.ObjectionAsync(page, demo.Api, null, Ct), Patience, Ct);
            Assert.Equal(0, await page.MismatchesAsync());

            Assert.DoesNotContain("event: snapshot", wire.Heard, StringComparison.Ordinal);
            var first = FirstFrame().Match(wire.Heard);
            Assert.True(first.Success, $"no frame came: {wire.Heard[..Math.Min(3_000, wire.Heard.Length)]}");
            Assert.Equal(seq, int.Parse(first.Groups["from"].Value, System.Globalization.CultureInfo.InvariantCulture));
            Assert.True(int.Parse(first.Groups["seq"].Value, System.Globalization.CultureInfo.InvariantCulture) >= seq + Missed, first.Value);

            await at.WaitForFunctionAsync("() => window.said.some((words) => words.includes('live again'))");
            var said = await at.EvaluateAsync<string[]>("() => window.said");
            Assert.Single(said, words => words.Contains("live again", StringComparison.Ordinal));
            Assert.Contains(said, words => words.Contains("Nothing is heard from the server", StringComparison.Ordinal));
        });
    }

    private static async Task SaysAfterAsync(MapPage page, int seconds, string state)
    {
        await page.Page.Clock.FastForwardAsync(seconds * 1000L);
        await Assertions.Expect(page.State(state)).ToBeVisibleAsync();
    }

    [GeneratedRegex("event: frame\\s.*?data: \\{\"from\":(?<from>\\d+),\"seq\":(?<seq>\\d+)", RegexOptions.Singleline)]
    private static partial Regex FirstFrame();
}
