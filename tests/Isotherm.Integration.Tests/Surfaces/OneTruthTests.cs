using System.Globalization;
using System.Numerics;
using Isotherm.Integration.Tests.Browser;
using Isotherm.Integration.Tests.Network;
using Microsoft.Playwright;

namespace Isotherm.Integration.Tests.Surfaces;

[Collection(OneTruthCollection.Name)]
public sealed class OneTruthTests
{
    private const int Patience = 20;

    // Rounding to 8 bits a channel, and nothing else, may part a fill from its ramp.
    private const double MostDistance = 1.0;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Contract_api_csv_page_and_pixels_agree_on_both_edges_through_a_crash_and_a_reorganisation()
    {
        await using var edges = await EdgeNetwork.StartAsync(Ct);
        await using var server = await PageServer.StartAsync(edges.Manifest, Ct);
        await using var chromium = await Chromium.StartAsync();
        await using var page = await chromium.OpenAsync(server.Address, new() { Width = 1600, Height = 1000 });
        await Evidence.KeepAsync("one-truth", server, page, async () =>
        {
            await AgreeAsync("today's price", edges, server, page, EdgeNetwork.Today);

            await edges.PriceAsync(EdgeNetwork.Crash, Ct);
            await AgreeAsync("the crash", edges, server, page, EdgeNetwork.Crash);
            await edges.FlagAsync(await FlaggableAsync(edges), Ct);
            await AgreeAsync("the flags", edges, server, page, EdgeNetwork.Crash);

            await edges.ReplaceAsync(2, EdgeNetwork.OtherCrash, Ct);
            await AgreeAsync("the reorganisation", edges, server, page, EdgeNetwork.OtherCrash);
            Assert.Empty(page.Complaints);
            Assert.Equal(0, await page.MismatchesAsync());
        });
    }

    private static async Task<int[]> FlaggableAsync(EdgeNetwork edges)
    {
        var truth = await TruthAsync(edges, await edges.Network.Node.HeadAsync(Ct));
        int[] ids = [.. truth.Select((cluster, i) => (cluster, Id: i + 1)).Where(c => c.cluster.IsFlaggable).Select(c => c.Id)];
        Assert.NotEmpty(ids);
        return ids;
    }

    private static Task<IReadOnlyList<ContractTruth>> TruthAsync(EdgeNetwork edges, NodeBlock block) =>
        ContractTruth.ReadAsync(edges.Network, block, edges.Clusters.Count, Ct);

    private static async Task AgreeAsync(string when, EdgeNetwork edges, PageServer server, MapPage page, BigInteger price)
    {
        var head = await edges.Network.Node.HeadAsync(Ct);
        var truth = await TruthAsync(edges, head);
        AreWhereTheyWerePlaced(when, edges, truth, price);
        await Eventually.HoldsAsync($"the server at {when}", async () =>
            await server.Api.HeatmapAsync("latest", Ct) is var now && now.Block.Hash == head.Hash ? null : $"it is at {now.Block}", Patience, Ct);
        AgreesTheApi(when, truth, await server.Api.HeatmapAsync("latest", Ct));
        AgreesTheCsv(when, truth, head, await server.Api.CsvAsync("latest", Ct));
        await Eventually.HoldsAsync($"the page at {when}", () => PageObjectionAsync(page, head, truth), Patience, Ct);
        await HasBandsAsync(when, page, truth, ColorScheme.Dark);
        await HasBandsAsync(when, page, truth, ColorScheme.Light);
    }

    private static void AreWhereTheyWerePlaced(string when, EdgeNetwork edges, IReadOnlyList<ContractTruth> truth, BigInteger price)
    {
        var placed = edges.Clusters.Zip(truth).Where(pair => pair.First.PriceAt == price).ToArray();
        Assert.Equal(12, placed.Length);
        Assert.All(placed, pair =>
        {
            Assert.Equal((when, pair.First.Name, pair.First.ZoneThere(ReferenceNetwork.WarningBps)), (when, pair.First.Name, pair.Second.Zone));
            Assert.Equal((when, pair.First.Name, pair.First.IsFlaggableThere(ReferenceNetwork.WarningBps)), (when, pair.First.Name, pair.Second.IsFlaggable));
        });
    }

    private static void AgreesTheApi(string when, IReadOnlyList<ContractTruth> truth, ApiHeatmap api)
    {
        var expected = truth.Select((t, i) => $"{when} {i + 1} {t.Zone} {t.Ratio} {t.SettlementRatio} {t.IsFlaggable} {t.Assets} {t.RequiredTokens}");
        var told = api.Clusters.Select(c =>
            $"{when} {c.Id} {c.Zone} {c.Ratio} {c.SettlementRatio} {c.IsFlaggable} {Number(c.Collateral) + Number(c.Rewards)} {c.RequiredTokens}");
        Assert.Equal(expected, told);
        Assert.Equal(truth.CountBy(t => t.Zone).OrderBy(c => c.Key), api.Counts.Where(c => c.Value > 0).OrderBy(c => c.Key));
    }

    private static void AgreesTheCsv(string when, IReadOnlyList<ContractTruth> truth, NodeBlock head, IReadOnlyList<IReadOnlyDictionary<string, string>> csv)
    {
        var expected = truth.Select((t, i) => $"{when} {head.Hash} {i + 1} {t.Zone} {t.Ratio} {t.SettlementRatio} {(t.IsFlaggable ? "true" : "false")}");
        Assert.Equal(expected, csv.Select(c => $"{when} {c["blockHash"]} {c["id"]} {c["zone"]} {c["ratio"]} {c["settlementRatio"]} {c["flaggable"]}"));
    }

    private static async Task<string?> PageObjectionAsync(MapPage page, NodeBlock head, IReadOnlyList<ContractTruth> truth)
    {
        if (await page.Page.Locator($"header [title*='{head.Hash}']").CountAsync() == 0)
            return $"the header does not name block {head.Hash}";
        var expected = truth.Select((t, i) => (Id: $"{i + 1}", Shown: new Shown(t.Zone, t.Ratio))).ToDictionary(t => t.Id, t => t.Shown);
        var tiles = await page.TilesAsync(expected.Keys);
        return PageAgreement.Difference("row", expected, await page.RowsAsync())
            ?? PageAgreement.Difference("tile", expected, tiles.ToDictionary(t => t.Key, t => new Shown(t.Value.Zone, t.Value.Ratio ?? "")));
    }

    private static async Task HasBandsAsync(string when, MapPage page, IReadOnlyList<ContractTruth> truth, ColorScheme theme)
    {
        await page.Page.EmulateMediaAsync(new() { ColorScheme = theme });
        var colours = BandColours.Of(theme == ColorScheme.Dark ? "dark" : "light");
        var tiles = await page.TilesAsync(truth.Select((_, i) => (i + 1).ToString(CultureInfo.InvariantCulture)));
        await Eventually.HoldsAsync($"the {theme} bands at {when}", async () =>
        {
            var screen = await page.ScreenAsync();
            return truth.Select((t, i) => BandObjection(colours, screen, $"{i + 1}", tiles[$"{i + 1}"].Rect, t)).FirstOrDefault(o => o is not null);
        }, Patience, Ct);
    }

    private static string? BandObjection(BandColours colours, Pixels screen, string id, TileRect rect, ContractTruth truth)
    {
        var (band, distance) = (colours.BandOf(screen, rect), colours.DistanceTo(truth.Zone, screen, rect));
        return band == truth.Zone && distance <= MostDistance
            ? null
            : $"cluster {id} is {truth.Zone} ({truth.Ratio}); most of its pixels are {band}, its fill is {distance:0.00} from the ramp";
    }

    private static BigInteger Number(string text) => BigInteger.Parse(text, CultureInfo.InvariantCulture);
}
