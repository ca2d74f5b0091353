using System.Globalization;
using System.Numerics;
using System.Text.Json;
using System.Text.RegularExpressions;
using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace Isotherm.Integration.Tests.Browser;

/// <summary>The queue as a page, on the living demo.</summary>
[Collection(LiveDemoCollection.Name)]
public sealed partial class QueuePageTests(LiveDemo demo)
{
    private const int Patience = 90;

    // One look: block and rows of the same picture, or nothing while nobody is queued.
    private const string ReadQueue = """
        () => {
          const table = document.querySelector('table[data-block]');
          return JSON.stringify(table === null ? { block: 0, rows: [] } : {
            block: Number(table.dataset.block),
            rows: [...table.tBodies[0].rows].map((row) => ({
              id: row.dataset.clusterId,
              place: Number(row.querySelector('.place').textContent),
              mine: row.classList.contains('mine'),
              state: row.querySelector('.state').textContent.trim(),
              topUp: row.querySelector('.sum').textContent.replace(/copy|copied/, '').replace(/\s/g, ''),
              timers: row.querySelectorAll('[role=timer]').length,
              timer: row.querySelector('.left b').textContent.trim(),
            })),
          });
        }
        """;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_queue_is_the_servers_in_order_words_and_exact_amounts_and_an_amount_can_be_copied()
    {
        await using var page = await demo.OpenAsync(1600, 1000, link: "/?view=queue");
        await page.Page.Context.GrantPermissionsAsync(["clipboard-read", "clipboard-write"]);
        await Evidence.KeepAsync("queue", demo.Server, page, async () =>
        {
            await QueuedAsync(page, 2);
            await AgreesAsync(page);

            var copy = page.Page.GetByRole(AriaRole.Button, new() { NameRegex = CopyName() }).First;
            await Assertions.Expect(copy).ToBeVisibleAsync(new() { Timeout = Patience * 1000 });
            await copy.FocusAsync();
            await page.Page.Keyboard.PressAsync("Enter");
            var said = page.Page.GetByRole(AriaRole.Log); // the page's one voice, which rests 5 s after each message
            await Assertions.Expect(said).ToHaveTextAsync(CopiedWords(), new() { Timeout = 15_000 });
            var amount = CopiedWords().Match((await said.TextContentAsync())!).Groups["amount"].Value;
            Assert.Equal(amount, await page.Page.EvaluateAsync<string>("() => navigator.clipboard.readText()"));

            var first = (await demo.Api.QueueHistoryAsync(Ct)).GetProperty("events").EnumerateArray().Last();
            var told = page.Page.Locator("section[aria-labelledby=queue-history] tbody tr").Filter(new() { HasText = first.GetProperty("event").GetString() });
            await Assertions.Expect(told.First).ToBeVisibleAsync();
            Assert.Empty(page.Complaints);
        });
    }

    [Fact]
    public async Task Mine_come_first_as_long_as_the_page_says_so_and_keep_their_places()
    {
        await using var page = await demo.OpenAsync(1280, 900, link: "/?view=queue");
        await Evidence.KeepAsync("queue-mine", demo.Server, page, async () =>
        {
            var last = (await QueuedAsync(page, 2)).Rows[^1].Id;
            await page.Page.GetByRole(AriaRole.Button, new() { Name = "My clusters…" }).ClickAsync();
            await page.Page.GetByRole(AriaRole.Textbox, new() { Name = "Addresses and ids" }).FillAsync(last);
            await page.Page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();

            var toggle = page.Page.GetByRole(AriaRole.Button, new() { Name = "Mine first" });
            await Assertions.Expect(toggle).ToHaveAttributeAsync("aria-pressed", "true");
            await Eventually.HoldsAsync("mine before the others", async () =>
            {
                var rows = (await ReadAsync(page)).Rows;
                return rows.Length > 1 && rows.Any(r => r.Mine) ? rows[0].Mine && rows.Skip(1).Select(r => r.Place).Order().SequenceEqual(rows.Skip(1).Select(r => r.Place)) ? null : JsonSerializer.Serialize(rows)
                    : rows.Any(r => r.Mine) ? null : rows.Any(r => r.Id == last) ? "not marked" : null;
            }, Patience, Ct);
            await Assertions.Expect(page.Page.Locator(".queue header")).ToContainTextAsync(new Regex("mine first, then|in the order of deadline and id"));
            await toggle.ClickAsync();
            await Eventually.HoldsAsync("the queue's own order", async () =>
            {
                var rows = (await ReadAsync(page)).Rows;
                return rows.Select(r => r.Place).SequenceEqual(Enumerable.Range(1, rows.Length)) ? null : JsonSerializer.Serialize(rows);
            }, Patience, Ct);
            Assert.Empty(page.Complaints);
        });
    }

    [Theory]
    [InlineData(390, 844, ColorScheme.Dark)]
    [InlineData(320, 700, ColorScheme.Light)]
    [InlineData(1024, 768, ColorScheme.Light)]
    public async Task No_screen_scrolls_sideways_and_axe_finds_nothing_serious(int width, int height, ColorScheme theme)
    {
        await using var page = await demo.OpenAsync(width, height, theme, "/?view=queue");
        await Evidence.KeepAsync($"queue-{width}", demo.Server, page, async () =>
        {
            await QueuedAsync(page, 1);
            await Assertions.Expect(page.Page.Locator("section[aria-labelledby=queue-history] table")).ToBeVisibleAsync();
            Assert.Equal(0, await page.SidewaysAsync());
            Assert.Equal(0, await page.Page.EvaluateAsync<int>("() => { const s = document.querySelector('.queue .scroll'); return s.scrollWidth - s.clientWidth; }"));
            AxeResult axe = await page.Page.RunAxe();
            Assert.NotEmpty(axe.Passes);
            Assert.Empty(axe.Violations.Where(v => v.Impact is "serious" or "critical").Select(v => $"{v.Id}: {v.Nodes[0].Html}"));
            Assert.Empty(page.Complaints);
        });
    }

    private async Task AgreesAsync(MapPage page)
    {
        var shown = await ReadAsync(page);
        var truth = (await demo.Api.QueueAsync(shown.Block, Ct)).GetProperty("clusters").EnumerateArray().ToArray();
        Assert.Equal(truth.Select(c => c.GetProperty("id").GetString()), shown.Rows.Select(r => r.Id));
        Assert.Equal(Enumerable.Range(1, truth.Length), shown.Rows.Select(r => r.Place));
        foreach (var (row, cluster) in shown.Rows.Zip(truth))
        {
            var state = cluster.GetProperty("queueState").GetString()!;
            Assert.Matches(state switch
            {
                "grace" => "^(grace|due at next block)$",
                "due" => "^due at next block$",
                "blocked" => "execution blocked",
                _ => "^(recovered, cure open|no grace left if it falls)$",
            }, row.State);
            if (cluster.GetProperty("shortfall").GetString() is { } shortfall && shortfall != "0")
                Assert.Equal(BigInteger.Parse(shortfall, CultureInfo.InvariantCulture), Wei(row.TopUp));
            Assert.Equal(row.Timer == "–" ? 0 : 1, row.Timers);
            Assert.Matches("^(–|[0-9]{2}:[0-9]{2})$", row.Timer);
        }
    }

    private static async Task<Shown> QueuedAsync(MapPage page, int least)
    {
        var shown = new Shown(0, []);
        await Eventually.HoldsAsync($"a queue of {least}", async () =>
        {
            shown = await ReadAsync(page);
            return shown.Rows.Length >= least ? null : $"{shown.Rows.Length} queued";
        }, Patience, Ct);
        return shown;
    }

    private static async Task<Shown> ReadAsync(MapPage page) =>
        JsonSerializer.Deserialize<Shown>(await page.Page.EvaluateAsync<string>(ReadQueue), JsonSerializerOptions.Web)!;

    private static BigInteger Wei(string amount)
    {
        var parts = amount.Split('.');
        return BigInteger.Parse(parts[0] + (parts.Length > 1 ? parts[1] : "").PadRight(18, '0'), CultureInfo.InvariantCulture);
    }

    [GeneratedRegex("^Copy the exact top-up of ")]
    private static partial Regex CopyName();

    [GeneratedRegex("Copied (?<amount>[0-9]+(\\.[0-9]+)?) GRID")]
    private static partial Regex CopiedWords();

    private sealed record Row(string Id, int Place, bool Mine, string State, string TopUp, int Timers, string Timer);

    private sealed record Shown(long Block, Row[] Rows);
}
