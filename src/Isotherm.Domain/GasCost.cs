using System.Numerics;

namespace Isotherm.Domain;

/// <summary>What settling costs now, in the collateral token (spec 1.4).</summary>
public static class GasCost
{
    /// <summary>
    /// Token base units to settle one node at the market's block, rounded up:
    /// <c>ceil(settlementGas · baseFee · nativePrice ÷ tokenPrice)</c>, each in its own decimals.
    /// 0 where gas is not modelled; null where it is and the base fee or either price is not valid.
    /// </summary>
    public static BigInteger? PerNode(Market market)
    {
        var rules = market.Rules;
        if (rules.Gas == GasModel.None)
            return BigInteger.Zero;
        if (market.Block.BaseFee is not { Sign: >= 0 } baseFee
            || FeedVerdicts.OfToken(market) != FeedVerdict.Valid
            || FeedVerdicts.OfNative(market) != FeedVerdict.Valid)
            return null;

        var token = market.TokenPrice!;
        var native = market.NativePrice!;
        var cost = rules.SettlementGas * baseFee * native.Value * ExactDivision.PowerOfTen(token.Decimals + rules.TokenDecimals);
        var unit = token.Value * ExactDivision.PowerOfTen(native.Decimals + rules.NativeDecimals);
        return ExactDivision.Ceiling(cost, unit);
    }
}
