using System.Buffers;
using System.Text;
using Isotherm.Chains.Evm;

namespace Isotherm.Server.Auth.Wallets;

/// <summary>Addresses as people see them: 0x and 40 hex digits whose letters' case is a checksum (EIP-55).</summary>
internal static class WalletAddress
{
    /// <summary>Bytes of an address.</summary>
    public const int Length = 20;

    private const int Digits = 2 * Length;

    private static readonly SearchValues<char> HexDigits = SearchValues.Create("0123456789abcdefABCDEF");

    /// <summary>With its checksum.</summary>
    /// <param name="address">20 bytes.</param>
    public static string Of(ReadOnlySpan<byte> address)
    {
        var digits = Convert.ToHexStringLower(address).ToCharArray();
        var hash = Keccak.Hash(Encoding.ASCII.GetBytes(digits));
        for (var i = 0; i < digits.Length; i++)
        {
            var nibble = i % 2 == 0 ? hash[i / 2] >> 4 : hash[i / 2] & 0xf;
            if (nibble >= 8)
                digits[i] = char.ToUpperInvariant(digits[i]);
        }

        return "0x" + new string(digits);
    }

    /// <summary>Whether a text is 0x and 40 hex digits of any case.</summary>
    public static bool HasForm(ReadOnlySpan<char> text) =>
        text.Length == Digits + 2 && text.StartsWith("0x", StringComparison.Ordinal) && !text[2..].ContainsAnyExcept(HexDigits);

    /// <summary>The bytes of an address with its checksum; null for anything else.</summary>
    public static byte[]? Parse(string text)
    {
        if (!HasForm(text))
            return null;
        var bytes = Convert.FromHexString(text.AsSpan(2));
        return Of(bytes) == text ? bytes : null;
    }
}
