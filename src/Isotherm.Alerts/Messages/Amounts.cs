using System.Globalization;
using System.Numerics;
using Isotherm.Domain;

namespace Isotherm.Alerts.Messages;

/// <summary>Figures in sentences: exact, without trailing zeros, never through a double.</summary>
public static class Amounts
{
    /// <summary>Token base units as whole tokens with all decimals that matter, thousands apart by a thin space.</summary>
    public static string Token(BigInteger amount, int decimals) => Print(amount, decimals, decimals);

    /// <summary>A USD price with at most <paramref name="shown"/> decimals, rounded down.</summary>
    public static string Print(BigInteger value, int decimals, int shown)
    {
        var sign = value.Sign < 0 ? "−" : "";
        var whole = BigInteger.DivRem(BigInteger.Abs(value), BigInteger.Pow(10, decimals), out var rest);
        var fraction = decimals == 0 ? "" : rest.ToString(CultureInfo.InvariantCulture).PadLeft(decimals, '0')[..Math.Min(decimals, shown)].TrimEnd('0');
        var digits = whole.ToString(CultureInfo.InvariantCulture);
        for (var at = digits.Length - 3; at > 0; at -= 3)
            digits = digits.Insert(at, "\u202f");
        return fraction.Length == 0 ? sign + digits : $"{sign}{digits}.{fraction}";
    }

    /// <summary>How much a value moved against what it was, in percent with 2 decimals, without a sign; "more than" where it was 0.</summary>
    public static string Percent(BigInteger before, BigInteger now) => before.IsZero
        ? "from nothing"
        : $"{Print(BigInteger.Abs((now - before) * 10_000 / before), 2, 2)} %";

    /// <summary>A base requirement in the network's unit.</summary>
    internal static string Requirement(BigInteger amount, Market market) => market.Rules.Requirement == RequirementUnit.Usd
        ? $"{Print(amount, 8, 8)} USD"
        : $"{Token(amount, market.Rules.TokenDecimals)} {market.Rules.TokenSymbol}";
}
