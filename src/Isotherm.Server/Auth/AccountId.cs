using System.Globalization;
using Isotherm.Server.Auth.Wallets;

namespace Isotherm.Server.Auth;

/// <summary>An account's id: CAIP-10, <c>eip155:&lt;chain&gt;:&lt;address with its EIP-55 checksum&gt;</c>.</summary>
internal static class AccountId
{
    private const string Prefix = "eip155:";

    /// <summary>The id of an address on a chain.</summary>
    public static string Of(ulong chain, ReadOnlySpan<byte> address) =>
        string.Create(CultureInfo.InvariantCulture, $"{Prefix}{chain}:{WalletAddress.Of(address)}");

    /// <summary>Chain and address of an id that this class made.</summary>
    /// <exception cref="FormatException">It did not.</exception>
    public static (ulong Chain, byte[] Address) Parse(string id)
    {
        var colon = id.LastIndexOf(':');
        return id.StartsWith(Prefix, StringComparison.Ordinal) && colon > Prefix.Length
            && ulong.TryParse(id.AsSpan(Prefix.Length, colon - Prefix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var chain)
            && WalletAddress.Parse(id[(colon + 1)..]) is { } address
                ? (chain, address)
                : throw new FormatException($"\"{id}\" is no account's id; expected eip155:<chain>:<address>.");
    }
}
