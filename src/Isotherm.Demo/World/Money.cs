using System.Numerics;

namespace Isotherm.Demo.World;

/// <summary>The demo's own sums, in token base units. They only choose amounts; what counts is computed by the contract.</summary>
internal static class Money
{
    // requirement: USD × 10^-12, undivided; token 18 decimals; feed 8 decimals.
    private static readonly BigInteger RequirementScale = BigInteger.Pow(10, Rules.TokenDecimals + Rules.FeedDecimals - 12);

    /// <summary>The tokens worth a requirement (gpus · base · demandBps) at a price in USD × 10^8, rounded up.</summary>
    public static BigInteger RequiredTokens(BigInteger requirement, BigInteger price) =>
        price.Sign <= 0 ? BigInteger.Zero : ((requirement * RequirementScale) + price - 1) / price;

    /// <summary>What settling one node costs now: settlementGas · baseFee · native price ÷ token price, rounded up.</summary>
    public static BigInteger GasPerNode(BigInteger baseFee, BigInteger nativePrice, BigInteger tokenPrice) =>
        tokenPrice.Sign <= 0 ? BigInteger.Zero : ((Rules.SettlementGas * baseFee * nativePrice) + tokenPrice - 1) / tokenPrice;

    /// <summary>A share of an amount, basis points, rounded down.</summary>
    public static BigInteger Share(BigInteger amount, long bps) => amount * bps / 10_000;
}
