using System.Numerics;
using Isotherm.Alerts.Folding;
using Isotherm.Alerts.Messages;
using Isotherm.Alerts.Rules;

namespace Isotherm.Alerts.Machine;

/// <summary>Clusters as messages speak of them, worst first.</summary>
internal static class SubjectLine
{
    internal const int Most = 20;

    // A ratio that is not known may be any: it goes before those that are.
    private static readonly Comparer<(Entry Entry, int Row, BigInteger? Ratio)> WorstFirst = Comparer<(Entry Entry, int Row, BigInteger? Ratio)>.Create(static (a, b) =>
    {
        var byRatio = a.Ratio is null || b.Ratio is null ? (a.Ratio is null ? 0 : 1) - (b.Ratio is null ? 0 : 1) : a.Ratio.Value.CompareTo(b.Ratio.Value);
        return byRatio != 0 ? byRatio : Entry.Order.Compare(a.Entry, b.Entry);
    });

    /// <summary>The worst of some entries at a block.</summary>
    internal static IReadOnlyList<AlertSubject> Of(string network, IEnumerable<Entry> entries, IAlertView view, IAlertView? before)
    {
        List<(Entry Entry, int Row, BigInteger? Ratio)> rows = [];
        foreach (var entry in entries)
        {
            if (entry.Cluster is { } cluster && view.RowOf(cluster) is { } row)
                rows.Add((entry, row, entry.Judged?.Fired?.Ratio));
        }

        return [.. rows.Order(WorstFirst).Take(Most).Select(one => Describe(network, one.Entry, one.Row, view, before))];
    }

    /// <summary>Whose all of some entries are at a block; null where they are several operators'.</summary>
    internal static string? OperatorOf(IEnumerable<Entry> entries, IAlertView view)
    {
        string? one = null;
        foreach (var entry in entries)
        {
            if (entry.Cluster is not { } cluster || view.RowOf(cluster) is not { } row || view.TermsAt(row).Operator is var by && by != (one ??= by))
                return null;
        }

        return one;
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
