using Isotherm.Server.Wire;
using Isotherm.Storage;

namespace Isotherm.Server.Api;

/// <summary>Zone and queue changes.</summary>
internal static class TransitionsEndpoint
{
    private const int DefaultLimit = 100;

    /// <summary>Maps <c>/networks/{id}/transitions</c>.</summary>
    public static void MapTransitions(this RouteGroupBuilder api) =>
        api.MapGet("/networks/{network}/transitions", GetAsync).WithSummary("Zone and queue changes, newest first")
            .Produces<TransitionsAnswer>().ProducesProblems(400, 404, 503);

    private static async Task<IResult> GetAsync(
        string network, string? after, string? limit, string? cluster, NetworkDirectory networks, CancellationToken ct)
    {
        if (networks.Find(network) is not { } found)
            return Problems.UnknownNetwork(network);
        if (TransitionParameters.Read(after, limit, cluster, DefaultLimit, TransitionQuery.MaxLimit, out var query) is { } refused)
            return refused;
        if (found.View is not { Journal: { } journal, Published: not null })
            return Problems.NotReady(network, found.Problem);
        var page = await journal.TransitionsAsync(query, ct);
        return TypedResults.Json(
            new TransitionsAnswer([.. page.Transitions.Select(Body)], page.Next?.ToString()), WireJson.Default.TransitionsAnswer);
    }

    private static TransitionBody Body(StoredTransition stored)
    {
        var change = stored.Transition;
        return new TransitionBody(
            stored.Sequence,
            new BlockBody(change.Block, stored.BlockHash, WireText.Time(change.Timestamp)),
            change.Cluster.ToString(),
            change.FromZone is { } from ? WireText.Name(from) : null,
            WireText.Name(change.ToZone),
            WireText.Name(change.FromQueue),
            WireText.Name(change.ToQueue),
            WireText.Ratio(change.Ratio),
            stored.Orphaned);
    }
}
