using System.Numerics;
using Isotherm.Alerts.Folding;
using Isotherm.Alerts.Messages;
using Isotherm.Alerts.Rules;

namespace Isotherm.Alerts.Machine;

/// <summary>Clusters as messages speak of them, worst first.</summary>
internal static class SubjectLine
{
    internal const int Most = 20;

    /// <summary>The worst of some entries at a block.</summary>
    internal static IReadOnlyList<AlertSubject> Of(string network, IEnumerable<Entry> entries, IAlertView view, IAlertView? before)
    {
        List<(Entry Entry, int Row, BigInteger? Ratio)> rows = [];
        foreach (var entry in entries)
        {
            if (entry.Cluster is { } cluster && view.RowOf(cluster) is { } row)
                rows.Add((entry, row, entry.Judged?.Fired?.Ratio));
        }

        // A ratio that is not known may be any: it goes before those that are.
        rows.Sort(static (a, b) =>
        {
            var byRatio = a.Ratio is null || b.Ratio is null ? (a.Ratio is null ? 0 : 1) - (b.Ratio is null ? 0 : 1) : a.Ratio.Value.CompareTo(b.Ratio.Value);
            return byRatio != 0 ? byRatio : Entry.Order.Compare(a.Entry, b.Entry);
        });
        return [.. rows.Take(Most).Select(one => Describe(network, one.Entry, one.Row, view, before))];
    }

    private static AlertSubject Describe(string network, Entry entry, int row, IAlertView view, IAlertView? before)
    {
        var terms = view.TermsAt(row);
        var reading = view.ReadingAt(row);
        var rowBefore = before?.RowOf(terms.Id);
        return new()
        {
            Cluster = terms.Id.ToString(),
            Name = terms.Name,
            Operator = terms.Operator,
            GpuClass = view.ClassName(terms.Class),
            Region = terms.Region,
            Zone = RuleWords.Of(reading.Zone),
            Ratio = reading.Ratio,
            SettlementRatio = reading.SettlementRatio,
            ThresholdBps = entry.Judged?.Fired?.LevelBps,
            Shortfall = reading.Shortfall,
            Deadline = terms.IsQueued && terms.Deadline <= long.MaxValue ? (long)terms.Deadline : null,
            QueueState = RuleWords.Of(reading.QueueState),
            Why = Causes.Of(terms, reading, view.Market, rowBefore is { } at ? before!.TermsAt(at) : null, before?.Market),
            Path = $"/?network={network}&cluster={terms.Id}",
        };
    }
}
