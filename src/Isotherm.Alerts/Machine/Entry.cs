using Isotherm.Domain;

namespace Isotherm.Alerts.Machine;

/// <summary>One rule and one subject: what is judged, and what was told. Only <see cref="EpisodeTable"/> writes to it.</summary>
internal sealed class Entry(EntryKey key, RuleRun run)
{
    internal EntryKey Key { get; } = key;

    internal RuleRun Run { get; } = run;

    internal Watch? Judged { get; set; }

    internal Member? Told { get; set; }

    internal Member Spoken => Told ?? Member.Nothing;

    internal ClusterId? Cluster => Key.Cluster;

    internal static IComparer<Entry> Order { get; } = Comparer<Entry>.Create(static (a, b) =>
    {
        var byRule = a.Run.Order.CompareTo(b.Run.Order);
        if (byRule != 0)
            return byRule;
        var byCluster = Nullable.Compare(a.Key.Cluster, b.Key.Cluster);
        return byCluster != 0 ? byCluster : string.CompareOrdinal(a.Key.Text, b.Key.Text);
    });
}
