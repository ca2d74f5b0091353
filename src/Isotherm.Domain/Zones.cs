using System.Numerics;

namespace Isotherm.Domain;

/// <summary>Zones by integer comparison (spec 1.2, 1.4); the network's thresholds or a viewer's own.</summary>
public static class Zones
{
    /// <summary>Green above warning, red below critical, yellow between, both ends included; exempt when nothing is required.</summary>
    /// <param name="assets">Token base units.</param>
    /// <param name="gasCost">Token base units; 0 for the settlement ratio's zone.</param>
    /// <param name="requirement">Exact, undivided requirement.</param>
    /// <param name="price">Valid token price in <see cref="NetworkRules.TokenPriceDecimals"/>; ignored with a token requirement.</param>
    /// <param name="rules">Unit and decimals.</param>
    /// <param name="warningBps">Upper threshold, basis points.</param>
    /// <param name="criticalBps">Lower threshold, basis points.</param>
    /// <exception cref="ArgumentNullException">A USD requirement without a price: that is unknown, not a zone to classify.</exception>
    public static Zone Classify(
        BigInteger assets,
        BigInteger gasCost,
        BigInteger requirement,
        BigInteger? price,
        NetworkRules rules,
        BigInteger warningBps,
        BigInteger criticalBps)
    {
        if (requirement.IsZero)
            return Zone.Exempt;
        return Classify(assets, gasCost, requirement, ScaleOf(price, rules), warningBps, criticalBps);
    }

    /// <summary>As the other overload, for a positive requirement and a scale at hand. Red is asked first.</summary>
    public static Zone Classify(
        BigInteger assets,
        BigInteger gasCost,
        BigInteger requirement,
        RatioScale scale,
        BigInteger warningBps,
        BigInteger criticalBps)
    {
        if (scale.Compare(assets, gasCost, requirement, criticalBps) < 0)
            return Zone.Red;
        return scale.Compare(assets, gasCost, requirement, warningBps) > 0 ? Zone.Green : Zone.Yellow;
    }

    private static RatioScale ScaleOf(BigInteger? price, NetworkRules rules)
    {
        if (rules.Requirement == RequirementUnit.Token)
            return RatioScale.OfToken;
        return price is { } usd
            ? RatioScale.OfUsd(usd, rules.TokenPriceDecimals, rules.TokenDecimals)
            : throw new ArgumentNullException(nameof(price));
    }
}
