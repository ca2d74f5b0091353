using Isotherm.Alerts.Folding;
using Isotherm.Alerts.Rules;

namespace Isotherm.Alerts.Machine;

/// <summary>What clocks say and blocks don't: the data's age. No block undoes it.</summary>
internal static class ClockJudge
{
    internal static void Judge(EpisodeTable table, IReadOnlyList<RuleRun> runs, IAlertView view, DataState state, long version)
    {
        foreach (var run in runs)
        {
            if (run.Rule.Kind is not RuleKind.DataLate late)
                continue;
            var key = EntryKey.Of(run, null);
            var entry = table.Find(key.Text);
            var isLate = state >= late.AtLeast;
            if (isLate == entry?.Judged is { IsOpen: true })
                continue;
            var block = view.Market.Block;
            var word = state == DataState.Stale ? "stale" : "late";
            Mark mark = new(block.Ref, block.Timestamp, null, null, version, $"The network's data is {word}: nothing came after block {block.Number}. The last ratios stand as of then.");
            table.Restore(
                entry ?? table.Open(key, run),
                isLate ? new() { Phase = Phase.Firing, SinceBlock = block.Number, SinceTime = block.Timestamp, Fired = mark } : null);
        }
    }
}
