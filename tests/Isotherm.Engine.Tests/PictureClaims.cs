using Isotherm.Domain;

namespace Isotherm.Engine.Tests;

/// <summary>What must hold for every picture, computed the slow way from the domain.</summary>
internal static class PictureClaims
{
    public static void Assert(NetworkPicture picture)
    {
        ClusterReading[] readings = [.. picture.Rows.Select(row => Ratio.Of(row.Terms, picture.Market))];
        Xunit.Assert.Equal(readings.Select(reading => reading.Zone), picture.Zones.ToArray());
        Xunit.Assert.Equal(readings.Select(reading => reading.QueueState), picture.Rows.Select(row => row.QueueState));
        Xunit.Assert.Equal(StateHasher.Of(picture).ToString(), picture.StateHash);
        Xunit.Assert.Equal(Recount(readings), picture.Counts);
        Xunit.Assert.Equal(picture.Rows.Count, picture.Counts.Total);
        foreach ((ClusterRow row, ClusterReading reading) in picture.Rows.Zip(readings))
        {
            Xunit.Assert.Equal(row.Nodes.Count, row.Terms.Nodes);
            Xunit.Assert.Equal(row.Nodes.Aggregate(System.Numerics.BigInteger.Zero, (sum, node) => sum + node.Gpus), row.Terms.Gpus);
            Xunit.Assert.Equal(row.Nodes.Aggregate(System.Numerics.BigInteger.Zero, (sum, node) => sum + node.Collateral + node.Rewards), row.Terms.Assets);
            Xunit.Assert.Equal(row.Nodes.OrderBy(node => node.Id), row.Nodes);
            Xunit.Assert.True(reading.Zone == Zone.Unknown || row.Terms.LastKnown is null);
            Xunit.Assert.True(!row.Terms.IsQueued || row.Nodes.Count > 0, "an empty cluster stays in the queue");
        }
    }

    public static IEnumerable<Transition> Transitions(NetworkPicture? before, NetworkPicture after)
    {
        for (int i = 0; i < after.Rows.Count; i++)
        {
            ClusterRow now = after.Rows[i];
            ClusterRow? was = i < before?.Rows.Count ? before.Rows[i] : null;
            Zone? zoneBefore = was is null ? null : Ratio.Of(was.Terms, before!.Market).Zone;
            QueueState queueBefore = was?.QueueState ?? QueueState.None;
            ClusterReading reading = Ratio.Of(now.Terms, after.Market);
            if (zoneBefore != reading.Zone || queueBefore != reading.QueueState)
                yield return new(now.Terms.Id, after.Block.Number, after.Market.Block.Timestamp, zoneBefore, reading.Zone, queueBefore, reading.QueueState, reading.Ratio);
        }
    }

    private static ZoneCounts Recount(ClusterReading[] readings)
    {
        int Of(Zone zone) => readings.Count(reading => reading.Zone == zone);
        int queued = readings.Count(reading => reading.QueueState is not (QueueState.None or QueueState.Liquidated));
        return new(Of(Zone.Green), Of(Zone.Yellow), Of(Zone.Red), Of(Zone.Unknown), Of(Zone.Exempt), Of(Zone.Liquidated), queued);
    }
}
