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
        Write(ref row, market);
        return StateDigest.OfRow(row.Written);
    }

    /// <summary>One class's row.</summary>
    public static StateDigest Class(GpuClass gpuClass)
    {
        RowBytes row = new(stackalloc byte[RowBytes.Longest]);
        Write(ref row, gpuClass);
        return StateDigest.OfRow(row.Written);
    }

    /// <summary>One cluster's row.</summary>
    public static StateDigest Tile(ClusterTerms terms, QueueState queueState)
    {
        RowBytes row = new(stackalloc byte[RowBytes.Longest]);
        Write(ref row, terms, queueState);
        return StateDigest.OfRow(row.Written);
    }

    internal static void Write(ref RowBytes row, Market market)
    {
        row.Byte(1);
        row.UInt64(market.Block.Number);
        row.Hash(market.Block.Hash);
        row.Int64(market.Block.Timestamp);
        row.OptionalWord(market.Block.BaseFee);
        Write(ref row, market.TokenPrice, FeedVerdicts.OfToken(market));
        Write(ref row, market.NativePrice, FeedVerdicts.OfNative(market));
        row.Word(market.WarningBps);
        row.Word(market.CriticalBps);
        row.Word(market.GracePeriod);
        row.Word(market.FreshSince);
    }

    internal static void Write(ref RowBytes row, GpuClass gpuClass)
    {
        row.Byte(2);
        row.Word(gpuClass.Id.Value);
        row.OptionalWord(gpuClass.Base);
        row.OptionalWord(gpuClass.DemandBps);
        row.Text(gpuClass.Name);
    }

    internal static void Write(ref RowBytes row, ClusterTerms terms, QueueState queueState)
    {
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
        Write(ref row, terms.LastKnown);
        // Only where it is so: journals that were written before there was an audit keep their hashes.
        if (terms.IsDisputed)
            row.Byte(1);
    }

    internal static void Write(ref RowBytes row, LastKnown? known)
    {
        row.OptionalWord(known is null ? null : BigInteger.Max(known.Ratio, BigInteger.Zero));
        row.Byte((byte)(known?.Zone ?? 0));
        row.UInt64(known?.Block ?? 0);
    }

    private static void Write(ref RowBytes row, FeedReading? reading, FeedVerdict verdict)
    {
        row.OptionalWord(reading?.Value);
        row.Byte((byte)(reading?.Decimals ?? 0));
        row.Int64(reading?.UpdatedAt ?? 0);
        row.Word(reading?.Round ?? BigInteger.Zero);
        row.Byte((byte)verdict);
    }
}
