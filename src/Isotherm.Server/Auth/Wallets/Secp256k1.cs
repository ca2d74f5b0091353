using Isotherm.Chains.Evm;
using Org.BouncyCastle.Asn1.X9;
using Org.BouncyCastle.Crypto.EC;
using Org.BouncyCastle.Math;
using Org.BouncyCastle.Math.EC;

namespace Isotherm.Server.Auth.Wallets;

/// <summary>Public-key recovery on secp256k1 (SEC 1, 4.1.6), and the address of a public key.</summary>
internal static class Secp256k1
{
    private static readonly X9ECParameters Curve = CustomNamedCurves.GetByName("secp256k1");

    /// <summary>The curve's order; r and s lie from 1 to one less.</summary>
    public static BigInteger Order => Curve.N;

    /// <summary>The largest s that is accepted (EIP-2): the other one of each pair signs the same.</summary>
    public static BigInteger HalfOrder { get; } = Curve.N.ShiftRight(1);

    /// <summary>The 20-byte address of the key that signed; null where these numbers recover to no key.</summary>
    /// <param name="hash">32 bytes.</param>
    /// <param name="r">From 1 to the order less one. An x beyond the order, which no signer meets, is not looked for.</param>
    /// <param name="s">From 1 to the order less one.</param>
    /// <param name="odd">Whether the point's y is odd.</param>
    public static byte[]? Recover(ReadOnlySpan<byte> hash, BigInteger r, BigInteger s, bool odd)
    {
        if (PointOf(r, odd) is not { } point)
            return null;
        var e = new BigInteger(1, hash.ToArray());
        var inverse = r.ModInverse(Curve.N);
        var key = ECAlgorithms.SumOfTwoMultiplies(
            Curve.G, e.Negate().Multiply(inverse).Mod(Curve.N), point, s.Multiply(inverse).Mod(Curve.N)).Normalize();
        return key.IsInfinity ? null : AddressOf(key);
    }

    /// <summary>The 20-byte address of a public key: the end of the Keccak hash of its coordinates.</summary>
    public static byte[] AddressOf(ECPoint key) => Keccak.Hash(key.GetEncoded(compressed: false).AsSpan(1))[^WalletAddress.Length..];

    private static ECPoint? PointOf(BigInteger r, bool odd)
    {
        var encoded = new byte[33];
        encoded[0] = (byte)(odd ? 3 : 2);
        var x = r.ToByteArrayUnsigned();
        x.CopyTo(encoded.AsSpan(33 - x.Length));
        try
        {
            return Curve.Curve.DecodePoint(encoded);
        }
        catch (ArgumentException)
        {
            return null; // no point of the curve has this x
        }
    }
}
