using System.Globalization;
using System.Numerics;

namespace Isotherm.Domain;

/// <summary>Where flagged clusters stand, in block time (spec 5.3, 5.4).</summary>
public static class LiquidationQueue
{
    /// <summary>The queue's own order: deadline, then id.</summary>
    public static IComparer<ClusterTerms> Order { get; } = Comparer<ClusterTerms>.Create(static (a, b) =>
    {
        var byDeadline = a.Deadline.CompareTo(b.Deadline);
        return byDeadline != 0 ? byDeadline : a.Id.CompareTo(b.Id);
    });

    /// <summary>
    /// The state at the market's block, as the contract's <c>queueOf</c>. What can't be weighed is not at or above critical, and
    /// not due. Price and recovery window matter only where the requirement is in USD.
    /// </summary>
    public static QueueState StateOf(ClusterTerms terms, Market market)
    {
        if (terms.IsLiquidated)
            return QueueState.Liquidated;
        if (!terms.IsQueued)
            return QueueState.None;

        var settlement = Settlement.Of(terms.Assets, terms.Gpus, terms.Class, market);
        if (settlement.IsExempt || IsAtLeastCritical(settlement, market))
            return QueueState.Recovered;
        if (market.Block.Timestamp <= terms.Deadline)
            return QueueState.Grace;
        return settlement.Reason != UnknownReason.None || RecoverySecondsLeft(market) > 0 ? QueueState.Blocked : QueueState.Due;
    }

    /// <summary>Why execution is blocked, as a short clause without a full stop; null unless the state is <see cref="QueueState.Blocked"/>.</summary>
    public static string? BlockedReason(ClusterTerms terms, Market market)
    {
        if (StateOf(terms, market) != QueueState.Blocked)
            return null;
        return Settlement.Of(terms.Assets, terms.Gpus, terms.Class, market).Reason switch
        {
            UnknownReason.RequirementMissing => "the GPU class has no requirement or demand yet",
            UnknownReason.RequirementOutOfRange => "the requirement is out of range",
            UnknownReason.AssetsOutOfRange => "the assets are out of range",
            UnknownReason.TokenPrice => FeedVerdicts.OfToken(market) switch
            {
                FeedVerdict.Missing => "the token price is missing",
                FeedVerdict.NotPositive => "the token price is not positive",
                FeedVerdict.TooLarge => "the token price is out of range",
                FeedVerdict.FromTheFuture => "the token price is dated after the block",
                _ => "the token price is stale",
            },
            _ => string.Create(
                CultureInfo.InvariantCulture,
                $"the price has just returned; the recovery window has {RecoverySecondsLeft(market)} s left"),
        };
    }

    private static bool IsAtLeastCritical(Settlement settlement, Market market) =>
        settlement is { Scale: { } scale, Requirement: { } requirement }
        && scale.Compare(settlement.Assets, BigInteger.Zero, requirement, market.CriticalBps) >= 0;

    private static BigInteger RecoverySecondsLeft(Market market) =>
        market.Rules.Requirement == RequirementUnit.Token
            ? BigInteger.Zero
            : market.FreshSince + market.Rules.RecoveryWindowSeconds - market.Block.Timestamp;
}
