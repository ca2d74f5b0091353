using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.Intrinsics;

namespace Isotherm.Engine;

/// <summary>MurmurHash3, x86, 32 bits (Austin Appleby, public domain).</summary>
internal static class MurmurHash3
{
    private const uint C1 = 0xcc9e2d51;
    private const uint C2 = 0x1b873593;
    private const uint C3 = 0xe6546b64;
    private const uint Final1 = 0x85ebca6b;
    private const uint Final2 = 0xc2b2ae35;

    /// <summary>The hash of <paramref name="data"/> under one seed.</summary>
    public static uint Hash(ReadOnlySpan<byte> data, uint seed) => Hash(data, Vector128.Create(seed))[0];

    /// <summary>The hashes of <paramref name="data"/> under four seeds, in one pass.</summary>
    public static Vector128<uint> Hash(ReadOnlySpan<byte> data, Vector128<uint> seeds)
    {
        Vector128<uint> h = seeds;
        ReadOnlySpan<byte> rest = data;
        while (rest.Length >= 4)
        {
            h ^= Vector128.Create(Scramble(BinaryPrimitives.ReadUInt32LittleEndian(rest)));
            h = (h << 13) | (h >>> 19);
            h = (h * 5u) + Vector128.Create(C3);
            rest = rest[4..];
        }

        uint tail = 0;
        for (int i = rest.Length - 1; i >= 0; i--)
            tail = (tail << 8) | rest[i];
        h ^= Vector128.Create(Scramble(tail)) ^ Vector128.Create((uint)data.Length);
        h ^= h >>> 16;
        h *= Final1;
        h ^= h >>> 13;
        h *= Final2;
        return h ^ (h >>> 16);
    }

    private static uint Scramble(uint word) => BitOperations.RotateLeft(word * C1, 15) * C2;
}
