using Isotherm.Domain;
using Isotherm.Server.Wire;
using Isotherm.Storage;

namespace Isotherm.Server.Api;

/// <summary>Thresholds: in force, past and announced.</summary>
internal static class ThresholdsEndpoint
{
    private const int HistoryLimit = 1_000;

    /// <summary>Maps <c>/networks/{id}/thresholds</c>.</summary>
    public static void MapThresholds(this RouteGroupBuilder api) =>
        api.MapGet("/networks/{network}/thresholds", GetAsync).WithSummary("Thresholds in force, their history and announced changes")
            .Produces<ThresholdsAnswer>().ProducesProblems(400, 404, 503);

    private static async Task<IResult> GetAsync(string network, string? block, NetworkDirectory networks, CancellationToken ct)
    {
        var history = networks.Find(network)?.View.Journal is { } journal
            ? await journal.FactsOfKindAsync<Fact.ThresholdsSet>(HistoryLimit, ct)
            : [];
        return await PictureRequest.AnswerAsync(
            networks,
            network,
            block,
            (_, picture) => TypedResults.Json(
                new ThresholdsAnswer(
                    Compose.Block(picture.Market.Block),
                    Compose.Thresholds(picture.Market),
                    [.. history.Where(fact => fact.Block.Number <= picture.Block.Number).Select(Body)],
                    Compose.Scheduled(picture.Market)),
                WireJson.Default.ThresholdsAnswer),
            ct);
    }

    private static ThresholdsChangeBody Body(StoredFact<Fact.ThresholdsSet> stored) => new(
        new BlockBody(stored.Block.Number, stored.Block.Hash, WireText.Time(stored.Timestamp)),
        FixedPoint.PrintBps(stored.Fact.WarningBps),
        FixedPoint.PrintBps(stored.Fact.CriticalBps));
}
