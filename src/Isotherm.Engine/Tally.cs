using Isotherm.Domain;

namespace Isotherm.Engine;

/// <summary>Counts clusters per zone, and those in the queue.</summary>
internal static class Tally
{
    public static ZoneCounts Of(ReadOnlySpan<Zone> zones, IReadOnlyList<ClusterRow> rows)
    {
        Span<int> counts = stackalloc int[6];
        counts.Clear();
        foreach (Zone zone in zones)
            counts[(int)zone]++;
        int queued = 0;
        for (int i = 0; i < rows.Count; i++)
            queued += rows[i].QueueState is QueueState.None or QueueState.Liquidated ? 0 : 1;
        return new(counts[0], counts[1], counts[2], counts[3], counts[4], counts[5], queued);
    }
}
