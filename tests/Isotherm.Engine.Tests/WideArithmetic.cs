using System.Numerics;
using CsCheck;

namespace Isotherm.Engine.Tests;

public sealed class WideArithmetic
{
    private static readonly BigInteger Modulus = BigInteger.One << 512;

    private static readonly Gen<BigInteger> Integers =
        Gen.Byte.Array[0, 64].Select(static bytes => new BigInteger(bytes, isUnsigned: true));

    private static readonly Gen<UInt128> Narrow = Gen.Select(Gen.ULong, Gen.ULong, static (high, low) => new UInt128(high, low));

    [Fact]
    public void Products_and_sums_are_those_of_big_integers_modulo_two_to_the_512() => Gen.Select(Integers, Integers, Narrow).Sample(
        (a, b, factor) =>
        {
            Assert.Equal(a * (BigInteger)factor % Modulus, Value(Wide.Multiply(Wide.From(a), factor)));
            Assert.Equal((a + b) % Modulus, Value(Wide.Add(Wide.From(a), Wide.From(b))));
            Assert.Equal(a.CompareTo(b), Wide.Compare(Wide.From(a), Wide.From(b)));
            Assert.Equal(0, Wide.Compare(Wide.From(a), Wide.From(a)));
        },
        iter: 20_000);

    [Fact]
    public void What_does_not_fit_is_refused()
    {
        Assert.Throws<OverflowException>(() => Wide.From(Modulus));
        Assert.Throws<OverflowException>(() => Wide.From(-1));
    }

    private static BigInteger Value(Wide wide)
    {
        BigInteger value = BigInteger.Zero;
        for (int i = 7; i >= 0; i--)
            value = (value << 64) | wide[i];
        return value;
    }
}
