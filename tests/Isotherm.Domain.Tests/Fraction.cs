using System.Numerics;

namespace Isotherm.Domain.Tests;

/// <summary>An exact rational in lowest terms, written without the code under test.</summary>
internal readonly struct Fraction
{
    internal Fraction(BigInteger numerator, BigInteger denominator)
    {
        var common = BigInteger.GreatestCommonDivisor(numerator, denominator) * denominator.Sign;
        Numerator = numerator / common;
        Denominator = denominator / common;
    }

    internal BigInteger Numerator { get; }

    internal BigInteger Denominator { get; }

    /// <summary>10 to any power.</summary>
    internal static Fraction PowerOfTen(int exponent) => exponent >= 0
        ? new(BigInteger.Pow(10, exponent), 1)
        : new(1, BigInteger.Pow(10, -exponent));

    internal bool IsFloor(BigInteger candidate) => !(this < new Fraction(candidate, 1)) && this < new Fraction(candidate + 1, 1);

    internal bool IsCeiling(BigInteger candidate) => !(this > new Fraction(candidate, 1)) && this > new Fraction(candidate - 1, 1);

    public static Fraction operator *(Fraction a, Fraction b) => new(a.Numerator * b.Numerator, a.Denominator * b.Denominator);

    public static Fraction operator /(Fraction a, Fraction b) => new(a.Numerator * b.Denominator, a.Denominator * b.Numerator);

    public static bool operator <(Fraction a, Fraction b) => (a.Numerator * b.Denominator) < (b.Numerator * a.Denominator);

    public static bool operator >(Fraction a, Fraction b) => b < a;
}
