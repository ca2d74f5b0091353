using System.Numerics;

namespace Isotherm.Domain;

/// <summary>
/// Brings assets and requirement to one unit: <c>ratio · 10⁴ = assets · Assets ÷ (requirement · Requirement)</c>, both factors
/// positive integers. This is the <c>price · K</c> of spec 1.4, a negative power of ten moved to the requirement's side.
/// </summary>
/// <param name="Assets">Factor of token base units: the price times a power of ten, or 10⁸ for a token requirement.</param>
/// <param name="Requirement">Factor of the exact requirement: a power of ten.</param>
public readonly record struct RatioScale(BigInteger Assets, BigInteger Requirement)
{
    /// <summary>The scale of a token requirement, where price has no effect.</summary>
    public static RatioScale OfToken { get; } = new(ExactDivision.PowerOfTen(8), BigInteger.One);

    /// <summary>The scale of a USD requirement.</summary>
    /// <param name="price">The token's price, USD × 10^<paramref name="priceDecimals"/>, positive.</param>
    /// <param name="priceDecimals">0 or more.</param>
    /// <param name="tokenDecimals">0 or more.</param>
    public static RatioScale OfUsd(BigInteger price, int priceDecimals, int tokenDecimals)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(price);
        var exponent = 16 - priceDecimals - tokenDecimals;
        return exponent >= 0
            ? new(price * ExactDivision.PowerOfTen(exponent), BigInteger.One)
            : new(price, ExactDivision.PowerOfTen(-exponent));
    }

    /// <summary>−1, 0 or 1 as the ratio of assets less gas to the requirement is below, at or above a threshold. No division, no subtraction.</summary>
    /// <param name="assets">Token base units.</param>
    /// <param name="gasCost">Token base units; 0 for the settlement ratio.</param>
    /// <param name="requirement">Exact requirement, positive.</param>
    /// <param name="thresholdBps">Basis points.</param>
    public int Compare(BigInteger assets, BigInteger gasCost, BigInteger requirement, BigInteger thresholdBps) =>
        (assets * Assets).CompareTo((thresholdBps * requirement * Requirement) + (gasCost * Assets));

    /// <summary>The ratio's floor with 18 decimals; negative (toward −∞) when gas exceeds assets.</summary>
    public BigInteger Ratio18(BigInteger assets, BigInteger gasCost, BigInteger requirement) =>
        ExactDivision.Floor((assets - gasCost) * Assets * ExactDivision.PowerOfTen(14), requirement * Requirement);

    /// <summary>The least token base units whose settlement ratio is not below a threshold.</summary>
    public BigInteger TokensAt(BigInteger requirement, BigInteger thresholdBps) =>
        ExactDivision.Ceiling(thresholdBps * requirement * Requirement, Assets);
}
