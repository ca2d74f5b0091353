using System.Globalization;
using System.Numerics;
using System.Text.Json;

namespace Isotherm.Chains.Evm;

/// <summary>Hex as Ethereum's JSON-RPC writes it: data as <c>0x</c> and an even number of digits, quantities without leading zeros.</summary>
public static class Hex
{
    /// <summary>Lower-case <c>0x</c>-hex of bytes.</summary>
    public static string Encode(ReadOnlySpan<byte> bytes) => "0x" + Convert.ToHexStringLower(bytes);

    /// <summary>A quantity, for example <c>0x1a</c>.</summary>
    public static string Quantity(ulong value) => "0x" + value.ToString("x", CultureInfo.InvariantCulture);

    /// <summary>A non-negative quantity of any width.</summary>
    public static string Quantity(BigInteger value)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(value);
        var digits = value.ToString("x", CultureInfo.InvariantCulture).TrimStart('0');
        return digits.Length == 0 ? "0x0" : "0x" + digits;
    }

    /// <summary>Bytes of <c>0x</c>-hex data; false for anything else.</summary>
    public static bool TryDecode(string? text, out byte[] bytes)
    {
        bytes = [];
        if (text is null || text.Length % 2 != 0 || !text.StartsWith("0x", StringComparison.Ordinal))
        {
            return false;
        }

        var buffer = new byte[(text.Length - 2) / 2];
        var ok = Convert.FromHexString(text.AsSpan(2), buffer, out _, out var written) == System.Buffers.OperationStatus.Done && written == buffer.Length;
        bytes = ok ? buffer : [];
        return ok;
    }

    /// <summary>Bytes of <c>0x</c>-hex data.</summary>
    /// <exception cref="FormatException">Not hex data.</exception>
    public static byte[] Decode(string text) => TryDecode(text, out var bytes) ? bytes : throw new FormatException("Expected 0x and an even number of hex digits.");

    /// <summary>A quantity of at most 256 bits; false for anything else.</summary>
    public static bool TryQuantity(string? text, out BigInteger value)
    {
        value = default;
        return text is { Length: >= 3 and <= 66 } && text.StartsWith("0x", StringComparison.Ordinal)
            && BigInteger.TryParse("0" + text[2..], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out value);
    }

    /// <summary>A quantity of a JSON-RPC answer that fits 64 bits; false for anything else.</summary>
    public static bool TryQuantity(JsonElement? element, out ulong value)
    {
        value = 0;
        if (element is not { ValueKind: JsonValueKind.String } text || !TryQuantity(text.GetString(), out BigInteger wide) || wide > ulong.MaxValue)
        {
            return false;
        }

        value = (ulong)wide;
        return true;
    }
}
