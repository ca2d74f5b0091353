using System.Numerics;

namespace Isotherm.Proofs.Zones;

/// <summary>SplitMix64 (Steele, Lea, Flood 2014): the same numbers from the same seed on every machine.</summary>
internal sealed class Draws(ulong seed)
{
    private ulong _state = seed;

    public ulong Next()
    {
        unchecked
        {
            _state += 0x9e3779b97f4a7c15;
            ulong z = _state;
            z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9;
            z = (z ^ (z >> 27)) * 0x94d049bb133111eb;
            return z ^ (z >> 31);
        }
    }

    /// <summary>0 … <paramref name="limit"/> − 1.</summary>
    public int Below(int limit) => (int)(Next() % (ulong)limit);

    public bool OneIn(int count) => Below(count) == 0;

    /// <summary>
    /// A positive integer of at most <paramref name="bits"/> bits, the width itself drawn evenly: a plain one, a power of two, one
    /// below a power of two, or a power of ten.
    /// </summary>
    public BigInteger Positive(int bits)
    {
        int width = 1 + Below(bits);
        BigInteger top = BigInteger.One << (width - 1);
        return Below(6) switch
        {
            0 => top,
            1 => (top << 1) - 1,
            2 => BigInteger.Pow(10, Below(1 + (int)((width - 1) * 0.30102))),
            _ => top | (Bits(width) & (top - 1)),
        };
    }

    private BigInteger Bits(int width)
    {
        BigInteger value = Next();
        for (int i = 64; i < width; i += 64)
            value = (value << 64) | Next();
        return value;
    }
}
