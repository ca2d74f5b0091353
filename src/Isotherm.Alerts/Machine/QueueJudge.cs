using System.Numerics;
using Isotherm.Alerts.Rules;
using Isotherm.Domain;

namespace Isotherm.Alerts.Machine;

/// <summary>The way through the liquidation queue: one episode per flag, with stages by block time. Looks only at clusters that are in it or change.</summary>
internal static class QueueJudge
{
    internal static void Judge(BlockJudge judge, RuleRun run)
    {
        HashSet<int> rows = [.. run.Seeds];
        foreach (var entry in run.Entries.Values)
        {
            if (entry.Judged is not null && judge.View.RowOf(entry.Key.Cluster!.Value) is { } row)
                rows.Add(row);
        }

        foreach (var transition in judge.View.Transitions)
        {
            if (transition.FromQueue != transition.ToQueue && judge.View.RowOf(transition.Cluster) is { } row && run.Covers(row))
                rows.Add(row);
        }

        foreach (var row in rows.Order())
            Move(judge, run, row);
    }

    /// <summary>The stage by block time; none when not queued.</summary>
    internal static QueueStages StageOf(ClusterTerms terms, Market market) => LiquidationQueue.StateOf(terms, market) switch
    {
        QueueState.Grace => GraceStage(terms, market.Block.Timestamp),
        QueueState.Due => QueueStages.Due,
        QueueState.Blocked => QueueStages.Blocked,
        QueueState.Recovered => QueueStages.Recovered,
        QueueState.Liquidated => QueueStages.Liquidated,
        _ => QueueStages.None,
    };

    /// <summary>What there is to say of a stage to somebody who wants to hear of some: a milestone that was passed counts.</summary>
    internal static QueueStages Spoken(QueueStages wanted, QueueStages stage)
    {
        if (wanted.HasFlag(stage))
            return stage;
        if (stage is QueueStages.Recovered or QueueStages.Liquidated or QueueStages.None)
            return QueueStages.None;
        foreach (var milestone in new[] { QueueStages.LastTenth, QueueStages.Half, QueueStages.Entered })
        {
            if (wanted.HasFlag(milestone) && milestone <= stage)
                return milestone;
        }

        return QueueStages.None;
    }

    private static QueueStages GraceStage(ClusterTerms terms, long time)
    {
        var whole = terms.Deadline - terms.FlaggedAt;
        var left = terms.Deadline - time;
        if (left * 10 <= whole)
            return QueueStages.LastTenth;
        return left * 2 <= whole ? QueueStages.Half : QueueStages.Entered;
    }

    private static void Move(BlockJudge judge, RuleRun run, int row)
    {
        var terms = judge.View.TermsAt(row);
        run.Entries.TryGetValue(terms.Id, out var entry);
        var watch = entry?.Judged ?? Watch.Idle;
        var stage = StageOf(terms, judge.View.Market);
        Watch? next;
        if (stage == QueueStages.None)
            next = null;
        else if (stage == QueueStages.Liquidated)
            next = Liquidated(judge, watch, row);
        else if (watch.Phase == Phase.Firing && watch.SinceTime == Seconds(terms.FlaggedAt))
            next = watch with { Stage = stage };
        else
            next = judge.Fire(Reason(judge, row)) with { SinceTime = Seconds(terms.FlaggedAt), Stage = stage };
        if (next != entry?.Judged)
            judge.Table.Judge(entry ?? judge.Table.Open(EntryKey.Of(run, terms.Id), run), next);
    }

    /// <summary>The end, kept like a happening. A cluster that was liquidated before the rule looked is history, not news.</summary>
    private static Watch? Liquidated(BlockJudge judge, Watch watch, int row)
    {
        if (watch.Stage == QueueStages.Liquidated)
            return watch;
        if (watch.Phase == Phase.Firing)
            return watch with { Phase = Phase.Happened, SinceBlock = judge.Number, Stage = QueueStages.Liquidated };
        var isNews = judge.View.Transitions.Any(one => one.ToQueue == QueueState.Liquidated && judge.View.RowOf(one.Cluster) == row);
        return isNews ? judge.Fire(Reason(judge, row)) with { Phase = Phase.Happened, Stage = QueueStages.Liquidated } : null;
    }

    private static Mark Reason(BlockJudge judge, int row) =>
        judge.Because(judge.View.ReadingAt(row).SettlementRatio, judge.View.Market.CriticalBps);

    private static long Seconds(BigInteger value) => value > long.MaxValue || value < long.MinValue ? long.MaxValue : (long)value;
}
