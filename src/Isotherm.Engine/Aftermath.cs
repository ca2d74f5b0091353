using System.Numerics;
using Isotherm.Domain;

namespace Isotherm.Engine;

/// <summary>What follows from folded facts and a new market: queue states, last known ratios, and the transitions that people see.</summary>
internal sealed class Aftermath(
    RowRevision revision,
    NetworkPicture? before,
    ZoneInputs? inputsBefore,
    Market market,
    ZoneInputs inputs,
    Zone[] zones)
{
    /// <summary>Brings queue states and last known ratios up to date, for the rows where they can have changed.</summary>
    public void Settle()
    {
        bool gasTurned = inputsBefore?.IsGasKnown != inputs.IsGasKnown;
        for (int i = 0; i < revision.Count; i++)
        {
            if (revision.IsChanged(i) || revision[i].Terms.IsQueued || ZoneBefore(i) != zones[i] || (gasTurned && zones[i] == Zone.Red))
                Settle(i);
        }
    }

    /// <summary>Rows whose zone or queue state changed, newcomers included, in row order.</summary>
    public IReadOnlyList<Transition> Transitions()
    {
        List<Transition> transitions = [];
        for (int i = 0; i < revision.Count; i++)
        {
            Zone? from = ZoneBefore(i);
            QueueState queueBefore = from is null ? QueueState.None : revision.Before(i).QueueState;
            ClusterRow row = revision[i];
            if (from == zones[i] && queueBefore == row.QueueState)
                continue;
            BlockHeader block = market.Block;
            transitions.Add(new(
                row.Terms.Id, block.Number, block.Timestamp, from, zones[i], queueBefore, row.QueueState, RatioOf(row.Terms, zones[i], inputs, market)));
        }

        return transitions;
    }

    /// <summary>Derives the queue state of every row that was replaced or is queued.</summary>
    public static void DeriveQueueStates(RowRevision revision, Market market)
    {
        for (int i = 0; i < revision.Count; i++)
        {
            ClusterRow row = revision[i];
            if (!revision.IsChanged(i) && !row.Terms.IsQueued)
                continue;
            QueueState state = LiquidationQueue.StateOf(row.Terms, market);
            if (state != row.QueueState)
                revision.Replace(i, row with { QueueState = state });
        }
    }

    private void Settle(int position)
    {
        ClusterRow row = revision[position];
        LastKnown? known = HasNoRatio(zones[position]) ? Recall(position) : null;
        ClusterRow settled = row with
        {
            Terms = row.Terms with { LastKnown = zones[position] == Zone.Unknown ? known : null },
            QueueState = LiquidationQueue.StateOf(row.Terms, market),
            Remembered = zones[position] == Zone.Unknown ? null : known,
        };
        if (settled.Terms.LastKnown != row.Terms.LastKnown || settled.QueueState != row.QueueState || settled.Remembered != row.Remembered)
            revision.Replace(position, settled);
    }

    /// <summary>Unknown, or red by settlement while gas is unknown.</summary>
    private bool HasNoRatio(Zone zone) => zone == Zone.Unknown || (zone == Zone.Red && !inputs.IsGasKnown);

    /// <summary>The ratio of the block before if it was known there, else the one kept so far.</summary>
    private LastKnown? Recall(int position)
    {
        if (ZoneBefore(position) is not { } zone)
            return null;
        ClusterRow row = revision.Before(position);
        return RatioOf(row.Terms, zone, inputsBefore!, before!.Market) is { } ratio
            ? new(ratio, zone, before.Block.Number)
            : row.Terms.LastKnown ?? row.Remembered;
    }

    private Zone? ZoneBefore(int position) => position < revision.CountBefore ? before!.Zones.Span[position] : null;

    private static BigInteger? RatioOf(ClusterTerms terms, Zone zone, ZoneInputs known, Market at) =>
        zone <= Zone.Red && known.IsGasKnown ? Ratio.Of(terms, at).Ratio : null;
}
