using System.Numerics;
using Isotherm.Domain;
using Isotherm.Engine;
using Isotherm.Server.Wire;
using Isotherm.Storage;

namespace Isotherm.Server.Alerting;

/// <summary>How much warning a liquidation had: green left, first alert delivered, flag, deadline, liquidation (spec 6.9).</summary>
internal static class LeadTimes
{
    private const int PageRows = 200;

    /// <summary>The scoreboard of the last liquidations as of a picture.</summary>
    public static async Task<LeadTimeAnswer> OfAsync(IJournal journal, NetworkPicture picture, int limit, CancellationToken ct)
    {
        var rows = picture.Rows.ToDictionary(static row => row.Terms.Id, static row => row.Terms);
        List<LeadTimeBody> bodies = [];
        foreach (var fact in await journal.FactsOfKindAsync<Fact.Liquidated>(limit, ct))
        {
            if (fact.Block.Number <= picture.Block.Number && rows.TryGetValue(fact.Fact.Cluster, out var terms))
                bodies.Add(await OfAsync(journal, fact, terms, ct));
        }

        double[] leads = [.. bodies.Select(static body => body.LeadSeconds).OfType<double>().Order()];
        return new LeadTimeAnswer(
            Compose.Block(picture.Market.Block), bodies, leads.Length, bodies.Count - leads.Length, leads.Length == 0 ? null : leads[(leads.Length - 1) / 2]);
    }

    private static async Task<LeadTimeBody> OfAsync(IJournal journal, StoredFact<Fact.Liquidated> fact, ClusterTerms terms, CancellationToken ct)
    {
        var left = await LeftGreenAsync(journal, fact, ct);
        var end = DateTimeOffset.FromUnixTimeSeconds(fact.Timestamp);
        var from = left is null ? DateTimeOffset.UnixEpoch : DateTimeOffset.FromUnixTimeSeconds(left.Transition.Timestamp);
        var alert = await journal.Outbox.FirstDeliveredAsync(terms.Id, from, end, ct);
        return new LeadTimeBody(
            terms.Id.ToString(),
            terms.Name,
            terms.Operator,
            left is null ? null : new BlockBody(left.Transition.Block, left.BlockHash, WireText.Time(left.Transition.Timestamp)),
            left is null ? null : WireText.Name(left.Transition.ToZone),
            alert is { } at ? WireText.Time(at) : null,
            WireText.TimeOrNull(terms.FlaggedAt),
            WireText.TimeOrNull(terms.Deadline),
            new BlockBody(fact.Block.Number, fact.Block.Hash, WireText.Time(fact.Timestamp)),
            Seconds(alert, fact.Timestamp),
            terms.Deadline.IsZero ? null : Seconds(alert, terms.Deadline));
    }

    // The start of the stretch without green that ended in the liquidation. What is exempt asked for nothing: it is as good as green.
    private static async Task<StoredTransition?> LeftGreenAsync(IJournal journal, StoredFact<Fact.Liquidated> fact, CancellationToken ct)
    {
        TransitionCursor? after = null;
        do
        {
            var page = await journal.TransitionsAsync(new TransitionQuery(after, PageRows, fact.Fact.Cluster), ct);
            foreach (var stored in page.Transitions)
            {
                if (!stored.Orphaned && stored.Transition.Block <= fact.Block.Number
                    && stored.Transition is { FromZone: Zone.Green or Zone.Exempt, ToZone: not (Zone.Green or Zone.Exempt) })
                    return stored;
            }

            after = page.Next;
        }
        while (after is not null);
        return null;
    }

    private static double? Seconds(DateTimeOffset? from, BigInteger toUnixSecond) =>
        from is { } at ? Math.Round(((double)toUnixSecond * 1000 - at.ToUnixTimeMilliseconds()) / 1000, 3) : null;
}
