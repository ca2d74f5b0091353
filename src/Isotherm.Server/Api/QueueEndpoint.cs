using Isotherm.Domain;
using Isotherm.Engine;
using Isotherm.Server.Wire;
using Isotherm.Storage;

namespace Isotherm.Server.Api;

/// <summary>The liquidation queue.</summary>
internal static class QueueEndpoint
{
    private const ulong LiquidatedBlocks = 100;
    private const int LiquidatedLimit = 1_000;

    /// <summary>Maps <c>/networks/{id}/queue</c>.</summary>
    public static void MapQueue(this RouteGroupBuilder api) =>
        api.MapGet("/networks/{network}/queue", GetAsync).WithSummary("The liquidation queue in the order (deadline, id)")
            .Produces<QueueAnswer>().ProducesProblems(400, 404, 503);

    private static async Task<IResult> GetAsync(string network, string? block, NetworkDirectory networks, CancellationToken ct)
    {
        var liquidated = networks.Find(network)?.View.Journal is { } journal
            ? await journal.FactsOfKindAsync<Fact.Liquidated>(LiquidatedLimit, ct)
            : [];
        return await PictureRequest.AnswerAsync(
            networks,
            network,
            block,
            (_, picture) => TypedResults.Json(Answer(picture, liquidated), WireJson.Default.QueueAnswer),
            ct);
    }

    private static QueueAnswer Answer(NetworkPicture picture, IReadOnlyList<StoredFact<Fact.Liquidated>> liquidated)
    {
        var rows = new Dictionary<ClusterId, int>();
        for (var row = 0; row < picture.Rows.Count; row++)
            rows.Add(picture.Rows[row].Terms.Id, row);
        var number = picture.Block.Number;
        return new QueueAnswer(
            Compose.Block(picture.Market.Block),
            [
                .. rows.Values.Where(row => picture.Rows[row].Terms.IsQueued)
                    .OrderBy(row => picture.Rows[row].Terms, LiquidationQueue.Order)
                    .Select(row => ComposeClusters.Queued(picture, row)),
            ],
            [
                .. liquidated.Where(fact => fact.Block.Number <= number && number - fact.Block.Number < LiquidatedBlocks)
                    .Where(fact => rows.TryGetValue(fact.Fact.Cluster, out var row) && picture.Rows[row].Terms.IsLiquidated)
                    .Select(fact => ComposeClusters.Queued(picture, rows[fact.Fact.Cluster])),
            ]);
    }
}
