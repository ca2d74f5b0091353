using System.Numerics;

namespace Isotherm.Domain;

/// <summary>
/// <c>ratio = (collateral + accrued rewards − gas cost) ÷ minimum required collateral</c>, exact (spec 1). The scalar reference:
/// every faster path is tested against it. Precedence: disputed (unknown), liquidated, exempt, unknown, colour.
/// </summary>
public static class Ratio
{
    private static readonly BigInteger OneBps = 10_000;

    /// <summary>All that follows from a cluster's terms at the market's block.</summary>
    public static ClusterReading Of(ClusterTerms terms, Market market)
    {
        var queueState = LiquidationQueue.StateOf(terms, market);
        if (terms.IsDisputed)
            return Disputed(GasCost.PerNode(market) * terms.Nodes) with { QueueState = queueState };
        if (terms.IsLiquidated)
        {
            return new()
            {
                Zone = Zone.Liquidated,
                GasCost = BigInteger.Zero,
                Requirement = BigInteger.Zero,
                RequiredTokens = BigInteger.Zero,
                Needed = BigInteger.Zero,
                Headroom = BigInteger.Zero,
                Shortfall = BigInteger.Zero,
                QueueState = queueState,
            };
        }

        var settlement = Settlement.Of(terms.Assets, terms.Gpus, terms.Class, market);
        return Read(settlement, GasCost.PerNode(market) * terms.Nodes, market) with { QueueState = queueState };
    }

    /// <summary>The displayed ratio × 10¹⁸ of <see cref="Of"/> alone, at a fraction of its cost; null where that has none.</summary>
    public static BigInteger? ValueOf(ClusterTerms terms, Market market)
    {
        if (terms.IsDisputed || terms.IsLiquidated)
            return null;
        return Settlement.Of(terms.Assets, terms.Gpus, terms.Class, market) is { IsExempt: false, Scale: { } scale, Requirement: { } requirement } settlement
            && GasCost.PerNode(market) * terms.Nodes is { } gas
            ? scale.Ratio18(settlement.Assets, gas, requirement)
            : null;
    }

    /// <summary>A node's own ratio, by the same rules as a cluster of this one node.</summary>
    /// <param name="node">The node.</param>
    /// <param name="cls">Its cluster's class.</param>
    /// <param name="market">The market at the block.</param>
    public static NodeReading OfNode(NodeTerms node, ClassId cls, Market market)
    {
        var settlement = Settlement.Of(node.Collateral + node.Rewards, node.Gpus, cls, market);
        var reading = Read(settlement, GasCost.PerNode(market), market);
        return new(reading.GasCost, reading.Requirement, reading.Ratio, reading.Zone);
    }

    /// <summary>
    /// The node with the lowest own ratio, compared exactly, ties to the lower id. Exempt nodes never; null when no node is left
    /// or when any of them has an unknown ratio.
    /// </summary>
    public static NodeId? WorstNode(IEnumerable<NodeTerms> nodes, ClassId cls, Market market)
    {
        (NodeId Id, BigInteger Net, BigInteger Requirement)? worst = null;
        foreach (var node in nodes)
        {
            var reading = OfNode(node, cls, market);
            if (reading.Zone == Zone.Exempt)
                continue;
            if (reading is not { Ratio: not null, GasCost: { } gas, Requirement: { } requirement })
                return null;
            var net = node.Collateral + node.Rewards - gas;
            // net ÷ requirement against the worst so far, multiplied out; price is the same on both sides.
            var order = worst is { } w ? (net * w.Requirement).CompareTo(w.Net * requirement) : -1;
            if (order < 0 || (order == 0 && node.Id.CompareTo(worst!.Value.Id) < 0))
                worst = (node.Id, net, requirement);
        }

        return worst?.Id;
    }

    private static ClusterReading Read(Settlement settlement, BigInteger? gasCost, Market market)
    {
        if (settlement.IsExempt)
        {
            return new()
            {
                Zone = Zone.Exempt,
                GasCost = gasCost,
                Requirement = BigInteger.Zero,
                RequiredTokens = BigInteger.Zero,
                Needed = BigInteger.Zero,
                Headroom = settlement.Assets,
                Shortfall = BigInteger.Zero,
            };
        }

        if (settlement is not { Scale: { } scale, Requirement: { } requirement })
            return Unknown(settlement, gasCost, settlement.Reason);

        var settlementRatio = scale.Ratio18(settlement.Assets, BigInteger.Zero, requirement);
        var flaggable = scale.Compare(settlement.Assets, BigInteger.Zero, requirement, market.CriticalBps) < 0;
        // Gas only lowers a ratio: what is red without it is red with it, whatever it is.
        if (gasCost is null && !flaggable)
            return Unknown(settlement, gasCost, UnknownReason.Gas) with { RatioAtMost = settlementRatio };

        var needed = scale.TokensAt(requirement, market.CriticalBps);
        var headroom = settlement.Assets - needed;
        return new()
        {
            Zone = gasCost is { } known
                ? Zones.Classify(settlement.Assets, known, requirement, scale, market.WarningBps, market.CriticalBps)
                : Zone.Red,
            Ratio = gasCost is { } gas ? scale.Ratio18(settlement.Assets, gas, requirement) : null,
            SettlementRatio = settlementRatio,
            RatioAtMost = gasCost is null ? settlementRatio : null,
            GasCost = gasCost,
            Requirement = requirement,
            RequiredTokens = scale.TokensAt(requirement, OneBps),
            Needed = needed,
            Headroom = headroom,
            Shortfall = BigInteger.Max(BigInteger.Zero, -headroom),
            Flaggable = flaggable,
        };
    }

    /// <summary>Which side errs is not known, so not even the requirement is stated, nor that the cluster is liquidated.</summary>
    private static ClusterReading Disputed(BigInteger? gasCost) => new()
    {
        Zone = Zone.Unknown,
        UnknownReason = UnknownReason.Disputed,
        GasCost = gasCost,
    };

    private static ClusterReading Unknown(Settlement settlement, BigInteger? gasCost, UnknownReason reason) => new()
    {
        Zone = Zone.Unknown,
        UnknownReason = reason,
        GasCost = gasCost,
        Requirement = settlement.Requirement,
    };
}
