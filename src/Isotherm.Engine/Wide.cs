using System.Numerics;
using System.Runtime.CompilerServices;

namespace Isotherm.Engine;

/// <summary>An unsigned integer of 512 bits, without allocation: the last resort of a zone's comparison, whose sides stay below 2³¹⁰.</summary>
[InlineArray(Limbs)]
internal struct Wide
{
    private const int Limbs = 8;
    private ulong _limb;

    /// <summary>The value of a non-negative integer below 2⁵¹².</summary>
    /// <exception cref="OverflowException">It is negative or does not fit.</exception>
    public static Wide From(BigInteger value)
    {
        if (value.Sign < 0 || value.GetBitLength() > Limbs * 64)
            throw new OverflowException("A wide integer holds 0 to 2^512 - 1.");
        Wide wide = default;
        for (int i = 0; i < Limbs; i++)
        {
            wide[i] = (ulong)(value & ulong.MaxValue);
            value >>= 64;
        }

        return wide;
    }

    /// <summary><paramref name="left"/> × <paramref name="right"/> modulo 2⁵¹².</summary>
    public static Wide Multiply(in Wide left, UInt128 right)
    {
        Wide low = Multiply(left, (ulong)right);
        ulong upper = (ulong)(right >> 64);
        if (upper == 0)
            return low;
        Wide high = Multiply(left, upper);
        for (int i = Limbs - 1; i > 0; i--)
            high[i] = high[i - 1];
        high[0] = 0;
        return Add(low, high);
    }

    /// <summary><paramref name="left"/> × <paramref name="right"/> modulo 2⁵¹².</summary>
    public static Wide Multiply(in Wide left, ulong right)
    {
        Wide product = default;
        ulong carry = 0;
        for (int i = 0; i < Limbs; i++)
        {
            UInt128 term = ((UInt128)left[i] * right) + carry;
            product[i] = (ulong)term;
            carry = (ulong)(term >> 64);
        }

        return product;
    }

    /// <summary><paramref name="left"/> + <paramref name="right"/> modulo 2⁵¹².</summary>
    public static Wide Add(in Wide left, in Wide right)
    {
        Wide sum = default;
        ulong carry = 0;
        for (int i = 0; i < Limbs; i++)
        {
            UInt128 term = (UInt128)left[i] + right[i] + carry;
            sum[i] = (ulong)term;
            carry = (ulong)(term >> 64);
        }

        return sum;
    }

    /// <summary>-1, 0 or 1 as <paramref name="left"/> is below, equal to or above <paramref name="right"/>.</summary>
    public static int Compare(in Wide left, in Wide right)
    {
        for (int i = Limbs - 1; i >= 0; i--)
        {
            if (left[i] != right[i])
                return left[i] > right[i] ? 1 : -1;
        }

        return 0;
    }
}
