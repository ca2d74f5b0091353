using System.Numerics;

namespace Isotherm.Domain;

/// <summary>Judges whether a feed's answer may be used at a block (spec 1.7).</summary>
public static class FeedVerdicts
{
    private static readonly BigInteger PriceLimit = BigInteger.One << 96;

    /// <summary>Judges one answer against one block's time. The first defect in the order of the code decides.</summary>
    /// <param name="reading">The answer; null when there is none.</param>
    /// <param name="blockTime">The block's unix second.</param>
    /// <param name="maxAgeSeconds">The greatest age that still counts as fresh.</param>
    public static FeedVerdict Judge(FeedReading? reading, long blockTime, long maxAgeSeconds)
    {
        if (reading is null)
            return FeedVerdict.Missing;
        if (reading.Value.Sign <= 0)
            return FeedVerdict.NotPositive;
        if (reading.Value >= PriceLimit)
            return FeedVerdict.TooLarge;
        if (reading.UpdatedAt > blockTime)
            return FeedVerdict.FromTheFuture;
        // Judged before the subtraction, which therefore can't overflow.
        if (reading.UpdatedAt <= 0)
            return FeedVerdict.Stale;
        return blockTime - reading.UpdatedAt > maxAgeSeconds ? FeedVerdict.Stale : FeedVerdict.Valid;
    }

    /// <summary>The verdict on the collateral token's feed at the market's block.</summary>
    public static FeedVerdict OfToken(Market market) =>
        Judge(market.TokenPrice, market.Block.Timestamp, market.Rules.MaxAgeSeconds);

    /// <summary>The verdict on the gas token's feed at the market's block.</summary>
    public static FeedVerdict OfNative(Market market) =>
        Judge(market.NativePrice, market.Block.Timestamp, market.Rules.MaxAgeSeconds);
}
