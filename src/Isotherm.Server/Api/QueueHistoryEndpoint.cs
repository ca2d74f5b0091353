using Isotherm.Domain;
using Isotherm.Engine;
using Isotherm.Server.Wire;
using Isotherm.Storage;

namespace Isotherm.Server.Api;

/// <summary>Who entered the queue, was cured, was liquidated.</summary>
internal static class QueueHistoryEndpoint
{
    private const int DefaultLimit = 50;
    private const int MaxLimit = 200;

    /// <summary>Transitions looked back over for the block in which a cluster turned red.</summary>
    private const int LookBack = 20;

    /// <summary>Maps <c>/networks/{id}/queue/history</c>.</summary>
    public static void MapQueueHistory(this RouteGroupBuilder api) =>
        api.MapGet("/networks/{network}/queue/history", GetAsync).WithSummary("Who entered the liquidation queue, was cured or liquidated, newest first")
            .Produces<QueueHistoryAnswer>().ProducesProblems(400, 404, 503);

    private static async Task<IResult> GetAsync(
        string network, string? after, string? limit, string? cluster, NetworkDirectory networks, CancellationToken ct)
    {
        if (networks.Find(network) is not { } found)
            return Problems.UnknownNetwork(network);
        if (TransitionParameters.Read(after, limit, cluster, DefaultLimit, MaxLimit, out var query) is { } refused)
            return refused;
        if (found.View is not { Journal: { } journal, Published: { } published })
            return Problems.NotReady(network, found.Problem);
        var page = await journal.TransitionsAsync(query with { QueueOnly = true }, ct);
        var wanted = page.Transitions.Select(static t => t.Transition.Cluster).ToHashSet();
        var known = published.Picture.Rows.Where(row => wanted.Contains(row.Terms.Id)).ToDictionary(static row => row.Terms.Id);
        var events = new List<QueueEventBody>(page.Transitions.Count);
        foreach (var stored in page.Transitions)
            events.Add(await BodyAsync(stored, known.GetValueOrDefault(stored.Transition.Cluster), journal, ct));
        return TypedResults.Json(new QueueHistoryAnswer(events, page.Next?.ToString()), WireJson.Default.QueueHistoryAnswer);
    }

    private static async Task<QueueEventBody> BodyAsync(StoredTransition stored, ClusterRow? row, IJournal journal, CancellationToken ct)
    {
        var change = stored.Transition;
        var facts = (await journal.BlockAsync(stored.BlockHash, ct))?.Facts ?? [];
        var entered = facts.OfType<Fact.QueueEntered>().LastOrDefault(fact => fact.Cluster == change.Cluster);
        var liquidated = facts.OfType<Fact.Liquidated>().LastOrDefault(fact => fact.Cluster == change.Cluster);
        var isEntry = change.FromQueue == QueueState.None && change.ToQueue != QueueState.Liquidated;
        var isLiquidation = change.ToQueue == QueueState.Liquidated;
        var red = isEntry && row is not null ? await RedAsync(stored, journal, ct) : null;
        var before = red is null ? null : await journal.BlockAsync(red.Block.Header.ParentHash, ct);
        return new QueueEventBody(
            stored.Sequence,
            new BlockBody(change.Block, stored.BlockHash, WireText.Time(change.Timestamp)),
            change.Cluster.ToString(),
            row?.Terms.Name,
            isLiquidation ? "liquidated" : isEntry ? "entered" : "cured",
            WireText.Name(change.FromQueue),
            WireText.Name(change.ToQueue),
            WireText.Ratio(change.Ratio),
            isEntry && entered is not null ? WireText.TimeOrNull(entered.FlaggedAt) : null,
            isEntry && entered is not null ? WireText.TimeOrNull(entered.Deadline) : null,
            red is null ? null : QueueCauses.Of(red, before, row!),
            red?.Block.Header.Number,
            isLiquidation ? liquidated?.Liquidator : null,
            isLiquidation && liquidated is not null ? WireText.Amount(liquidated.Seized) : null,
            isLiquidation && liquidated is not null ? WireText.Amount(liquidated.Bounty) : null,
            stored.Orphaned);
    }

    // The last block up to this entry in which the cluster turned red, on the same side of the chain.
    private static async Task<StoredBlock?> RedAsync(StoredTransition entry, IJournal journal, CancellationToken ct)
    {
        var page = await journal.TransitionsAsync(
            new TransitionQuery(new TransitionCursor(entry.Sequence + 1, 0), LookBack, entry.Transition.Cluster), ct);
        var red = page.Transitions.FirstOrDefault(t =>
            t.Orphaned == entry.Orphaned && t.Transition is { ToZone: Zone.Red, FromZone: not null and not Zone.Red });
        return red is null ? null : await journal.BlockAsync(red.BlockHash, ct);
    }
}
