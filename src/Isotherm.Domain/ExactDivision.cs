using System.Numerics;

namespace Isotherm.Domain;

/// <summary>Integer division that says which way it rounds. Divisors are positive.</summary>
internal static class ExactDivision
{
    /// <summary>The greatest integer that is not above the quotient (toward −∞).</summary>
    internal static BigInteger Floor(BigInteger dividend, BigInteger divisor)
    {
        var quotient = BigInteger.DivRem(dividend, divisor, out var rest);
        return rest.Sign < 0 ? quotient - 1 : quotient;
    }

    /// <summary>The least integer that is not below the quotient (toward +∞).</summary>
    internal static BigInteger Ceiling(BigInteger dividend, BigInteger divisor)
    {
        var quotient = BigInteger.DivRem(dividend, divisor, out var rest);
        return rest.Sign > 0 ? quotient + 1 : quotient;
    }

    /// <summary>10 to a power of 0 or more.</summary>
    internal static BigInteger PowerOfTen(int exponent) => BigInteger.Pow(10, exponent);
}
