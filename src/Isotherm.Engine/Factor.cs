using System.Numerics;

namespace Isotherm.Engine;

/// <summary>A multiplier that all rows of a block, or of a class, share: exact in both widths and as a double within one unit in the last place.</summary>
internal readonly struct Factor
{
    private Factor(BigInteger value)
    {
        Bits = (int)value.GetBitLength();
        Narrow = Bits <= 128 ? (UInt128)value : UInt128.Zero;
        Wide = Wide.From(value);
        Low = Wide[0];
        Approximate = (double)value;
    }

    /// <summary>Significant bits.</summary>
    public readonly int Bits;

    /// <summary>The exact value where <see cref="Bits"/> ≤ 128; else 0.</summary>
    public readonly UInt128 Narrow;

    /// <summary>The exact value.</summary>
    public readonly Wide Wide;

    /// <summary>The value modulo 2⁶⁴.</summary>
    public readonly ulong Low;

    /// <summary>The value as a double, off by at most 2⁻⁵² of itself.</summary>
    public readonly double Approximate;

    /// <summary>A non-negative integer below 2⁵¹².</summary>
    public static Factor Of(BigInteger value) => new(value);
}
