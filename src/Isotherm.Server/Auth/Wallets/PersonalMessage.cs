using System.Globalization;
using System.Text;
using Isotherm.Chains.Evm;

namespace Isotherm.Server.Auth.Wallets;

/// <summary>What a wallet signs when it is asked to sign a text (EIP-191, version 0x45, as <c>personal_sign</c> does).</summary>
internal static class PersonalMessage
{
    /// <summary>The 32-byte hash of a text.</summary>
    public static byte[] Hash(string text) => Hash(Encoding.UTF8.GetBytes(text));

    /// <summary>The 32-byte hash of a text's bytes.</summary>
    public static byte[] Hash(ReadOnlySpan<byte> text)
    {
        var prefix = Encoding.ASCII.GetBytes("\u0019Ethereum Signed Message:\n" + text.Length.ToString(CultureInfo.InvariantCulture));
        return Keccak.Hash([.. prefix, .. text]);
    }
}
