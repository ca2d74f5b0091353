using System.Numerics;
using Isotherm.Domain;

namespace Isotherm.Engine;

/// <summary>
/// The rows that <c>stateHash</c> sums, laid out as docs/protocol.md says. Integers wider than their field keep its low bits,
/// and a negative last known ratio counts as 0, since that is how it is printed and so all that a reader of the wire has.
/// </summary>
public static class StateHasher
{
    /// <summary>The whole hash from scratch: globals, every class, every row.</summary>
    public static StateDigest Of(NetworkPicture picture)
    {
        StateDigest sum = Market(picture.Market);
        foreach (ClusterRow row in picture.Rows)
            sum += Tile(row.Terms, row.QueueState);
        return sum;
    }

    /// <summary>The globals' row and every class's row.</summary>
    public static StateDigest Market(Market market)
    {
        StateDigest sum = Globals(market);
        foreach (GpuClass gpuClass in market.Classes)
            sum += Class(gpuClass);
        return sum;
    }

    /// <summary>The globals' row: block, base fee, feeds with their verdicts, thresholds, grace period, freshSince.</summary>
    public static StateDigest Globals(Market market)
    {
        RowBytes row = new(stackalloc byte[RowBytes.Longest]);
        row.Byte(1);
        row.UInt64(market.Block.Number);
        row.Hash(market.Block.Hash);
        row.Int64(market.Block.Timestamp);
        row.OptionalWord(market.Block.BaseFee);
        Feed(ref row, market.TokenPrice, market);
        Feed(ref row, market.NativePrice, market);
        row.Word(market.WarningBps);
        row.Word(market.CriticalBps);
        row.Word(market.GracePeriod);
        row.Word(market.FreshSince);
        return StateDigest.OfRow(row.Written);
    }

    /// <summary>One class's row.</summary>
    public static StateDigest Class(GpuClass gpuClass)
    {
        RowBytes row = new(stackalloc byte[RowBytes.Longest]);
        row.Byte(2);
        row.Word(gpuClass.Id.Value);
        row.OptionalWord(gpuClass.Base);
        row.OptionalWord(gpuClass.DemandBps);
        row.Text(gpuClass.Name);
        return StateDigest.OfRow(row.Written);
    }

    /// <summary>One cluster's row.</summary>
    public static StateDigest Tile(ClusterTerms terms, QueueState queueState)
    {
        RowBytes row = new(stackalloc byte[RowBytes.Longest]);
        row.Byte(3);
        row.Word(terms.Id.Value);
        row.Word(terms.Collateral);
        row.Word(terms.Rewards);
        row.UInt32((uint)terms.Nodes);
        row.UInt64((ulong)(terms.Gpus & ulong.MaxValue));
        row.Word(terms.Class.Value);
        row.Byte((byte)queueState);
        row.Word(terms.FlaggedAt);
        row.Word(terms.Deadline);
        row.OptionalWord(terms.LastKnown is { } known ? BigInteger.Max(known.Ratio, BigInteger.Zero) : null);
        row.Byte((byte)(terms.LastKnown?.Zone ?? 0));
        row.UInt64(terms.LastKnown?.Block ?? 0);
        return StateDigest.OfRow(row.Written);
    }

    private static void Feed(ref RowBytes row, FeedReading? reading, Market market)
    {
        row.OptionalWord(reading?.Value);
        row.Byte((byte)(reading?.Decimals ?? 0));
        row.Int64(reading?.UpdatedAt ?? 0);
        row.Word(reading?.Round ?? BigInteger.Zero);
        row.Byte((byte)FeedVerdicts.Judge(reading, market.Block.Timestamp, market.Rules.MaxAgeSeconds));
    }
}
