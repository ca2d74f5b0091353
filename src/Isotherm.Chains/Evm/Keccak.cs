using System.Text;
using Org.BouncyCastle.Crypto.Digests;

namespace Isotherm.Chains.Evm;

/// <summary>Keccak-256 as Ethereum uses it (the original padding, not SHA-3's).</summary>
public static class Keccak
{
    /// <summary>The 32-byte hash.</summary>
    public static byte[] Hash(ReadOnlySpan<byte> data)
    {
        var digest = new KeccakDigest(256);
        digest.BlockUpdate(data);
        var hash = new byte[32];
        digest.DoFinal(hash);
        return hash;
    }

    /// <summary>The hash of a text's UTF-8 bytes.</summary>
    public static byte[] Hash(string text) => Hash(Encoding.UTF8.GetBytes(text));
}
