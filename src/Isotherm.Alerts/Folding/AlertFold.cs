using Isotherm.Alerts.Rules;
using Isotherm.Domain;

namespace Isotherm.Alerts.Folding;

/// <summary>One network's rules as a fold over its journal. The one writer calls it; it starts no threads and reads no clock.</summary>
public sealed class AlertFold
{
    /// <param name="context">What messages say of the network.</param>
    /// <param name="rules">Rules in force.</param>
    /// <param name="episodes">All that <see cref="AlertStep.Changes"/> left in storage.</param>
    public AlertFold(AlertContext context, RuleBook rules, IReadOnlyList<(string Key, ReadOnlyMemory<byte> State)> episodes)
    {
        _ = context;
        _ = episodes;
        Rules = rules;
    }

    /// <summary>Rules in force.</summary>
    public RuleBook Rules { get; private set; }

    /// <summary>Blocks back that rules look; see <see cref="Recall"/>.</summary>
    public int Lookback { get; private set; }

    /// <summary>The time at which <see cref="Clock"/> has something to do if nothing else happens; null for none.</summary>
    public DateTimeOffset? NextWake { get; private set; }

    /// <summary>
    /// After construction, before anything else: the head's view, preceded by those of the <see cref="Lookback"/> blocks before it
    /// where they are to be had, oldest first. They follow from the journal, so they are not kept with the episodes.
    /// </summary>
    public void Recall(IAlertView view) => Lookback = 0;

    /// <summary>Judges a block on top of the last one.</summary>
    /// <param name="view">The network at its end.</param>
    /// <param name="send">False during a backfill: rules evolve and nothing is told.</param>
    /// <param name="now">Wall-clock time.</param>
    public AlertStep Extend(IAlertView view, bool send, DateTimeOffset now)
    {
        NextWake = null;
        return AlertStep.None;
    }

    /// <summary>Takes back what orphaned blocks made the rules judge, and tells retractions.</summary>
    /// <param name="to">The new head.</param>
    /// <param name="undo"><see cref="AlertStep.Undo"/> of the orphaned blocks, newest first; empty ones may be left out.</param>
    /// <param name="now">Wall-clock time.</param>
    public AlertStep Rewind(BlockRef to, IReadOnlyList<ReadOnlyMemory<byte>> undo, DateTimeOffset now)
    {
        NextWake = null;
        return AlertStep.None;
    }

    /// <summary>Ends waits and snoozes, watches the data's age, sends digests.</summary>
    public AlertStep Clock(DataState state, DateTimeOffset now)
    {
        NextWake = null;
        return AlertStep.None;
    }

    /// <summary>Takes other rules into force. Blocks are judged by them from the next one on; episodes of rules that are gone close silently.</summary>
    public AlertStep SetRules(RuleBook rules, DateTimeOffset now)
    {
        Rules = rules;
        return AlertStep.None;
    }
}
