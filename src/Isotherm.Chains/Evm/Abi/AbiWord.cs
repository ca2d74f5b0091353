using System.Globalization;
using System.Numerics;

namespace Isotherm.Chains.Evm.Abi;

/// <summary>Elementary values in one 32-byte word, both ways.</summary>
internal static class AbiWord
{
    /// <summary>Reads a word; null when it is not a clean encoding of the type.</summary>
    public static object? Read(AbiType type, ReadOnlySpan<byte> word) => type switch
    {
        AbiType.UnsignedInteger t => Clean(word[..(32 - (t.Bits / 8))], 0) ? new BigInteger(word, isUnsigned: true, isBigEndian: true) : null,
        AbiType.SignedInteger t => Clean(word[..(32 - (t.Bits / 8))], SignFill(word[32 - (t.Bits / 8)])) ? new BigInteger(word, isUnsigned: false, isBigEndian: true) : null,
        AbiType.Address => Clean(word[..12], 0) ? Hex.Encode(word[12..]) : null,
        AbiType.Bool => Clean(word[..31], 0) && word[31] <= 1 ? word[31] == 1 : null,
        AbiType.FixedBytes t => Clean(word[t.Length..], 0) ? word[..t.Length].ToArray() : null,
        _ => throw new ArgumentException("Not an elementary type.", nameof(type)),
    };

    /// <summary>Writes a value into a zeroed word.</summary>
    /// <exception cref="ArgumentException">The value is not of the type or out of its range.</exception>
    public static void Write(AbiType type, object? value, Span<byte> word)
    {
        switch (type)
        {
            case AbiType.UnsignedInteger t:
                Number(Integer(value, type), BigInteger.Zero, (BigInteger.One << t.Bits) - 1, type, word);
                break;
            case AbiType.SignedInteger t:
                Number(Integer(value, type), -(BigInteger.One << (t.Bits - 1)), (BigInteger.One << (t.Bits - 1)) - 1, type, word);
                break;
            case AbiType.Address:
                Blob(value, 20, type).CopyTo(word[12..]);
                break;
            case AbiType.Bool:
                word[31] = value is bool flag ? (byte)(flag ? 1 : 0) : throw Mismatch(value, type);
                break;
            case AbiType.FixedBytes t:
                Blob(value, t.Length, type).CopyTo(word);
                break;
            default:
                throw new ArgumentException("Not an elementary type.", nameof(type));
        }
    }

    /// <summary>Bytes given as an array or as 0x-hex.</summary>
    public static byte[] Blob(object? value, int? length, AbiType type)
    {
        var bytes = value switch
        {
            byte[] given => given,
            string text when Hex.TryDecode(text, out var parsed) => parsed,
            _ => throw Mismatch(value, type),
        };
        return length is null || bytes.Length == length ? bytes : throw Mismatch(value, type);
    }

    /// <summary>What is thrown for a value that is not of the type.</summary>
    public static ArgumentException Mismatch(object? value, AbiType type) =>
        new($"A value of type {value?.GetType().Name ?? "null"} ({value}) is not a {type.Canonical}.");

    private static void Number(BigInteger value, BigInteger least, BigInteger most, AbiType type, Span<byte> word)
    {
        if (value < least || value > most)
        {
            throw Mismatch(value, type);
        }

        word.Fill(value.Sign < 0 ? (byte)0xff : (byte)0);
        var count = value.GetByteCount(isUnsigned: value.Sign >= 0);
        value.TryWriteBytes(word[(32 - count)..], out _, isUnsigned: value.Sign >= 0, isBigEndian: true);
    }

    private static BigInteger Integer(object? value, AbiType type) => value switch
    {
        BigInteger wide => wide,
        int or long or uint or ulong or short or ushort or byte or sbyte or UInt128 or Int128 =>
            BigInteger.Parse(Convert.ToString(value, CultureInfo.InvariantCulture)!, CultureInfo.InvariantCulture),
        _ => throw Mismatch(value, type),
    };

    private static byte SignFill(byte top) => top >= 0x80 ? (byte)0xff : (byte)0;

    private static bool Clean(ReadOnlySpan<byte> padding, byte fill) => !padding.ContainsAnyExcept(fill);
}
