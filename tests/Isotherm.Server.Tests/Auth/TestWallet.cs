using System.Security.Cryptography;
using System.Text;
using Isotherm.Chains.Evm;
using Isotherm.Server.Auth.Wallets;
using Org.BouncyCastle.Asn1.X9;
using Org.BouncyCastle.Crypto.Digests;
using Org.BouncyCastle.Crypto.EC;
using Org.BouncyCastle.Crypto.Parameters;
using Org.BouncyCastle.Crypto.Signers;
using Org.BouncyCastle.Math;

namespace Isotherm.Server.Tests.Auth;

/// <summary>A wallet that is a key, and signs as wallets do (RFC 6979, low s, v 27 or 28).</summary>
internal sealed class TestWallet
{
    private static readonly X9ECParameters Curve = CustomNamedCurves.GetByName("secp256k1");
    private static readonly ECDomainParameters Domain = new(Curve);

    private readonly BigInteger _key;

    public TestWallet(string seed)
    {
        _key = new BigInteger(1, SHA256.HashData(Encoding.UTF8.GetBytes(seed)));
        AddressBytes = Secp256k1.AddressOf(Curve.G.Multiply(_key).Normalize());
    }

    public byte[] AddressBytes { get; }

    public string Address => WalletAddress.Of(AddressBytes);

    public string Sign(string text) => Hex.Encode(SignHash(PersonalMessage.Hash(text)));

    public byte[] SignHash(byte[] hash)
    {
        var signature = LowSigned(hash, 27);
        if (KeySignature.Signer(hash, signature).Address?.SequenceEqual(AddressBytes) != true)
            signature[64] = 28;
        return signature;
    }

    /// <summary>r and s, and this v whether it is right or not.</summary>
    public byte[] LowSigned(byte[] hash, byte v)
    {
        var signer = new ECDsaSigner(new HMacDsaKCalculator(new Sha256Digest()));
        signer.Init(true, new ECPrivateKeyParameters(_key, Domain));
        var numbers = signer.GenerateSignature(hash);
        var s = numbers[1].CompareTo(Secp256k1.HalfOrder) > 0 ? Curve.N.Subtract(numbers[1]) : numbers[1];
        return Joined(numbers[0], s, v);
    }

    public static byte[] Joined(BigInteger r, BigInteger s, byte v)
    {
        var signature = new byte[65];
        Put(r, signature.AsSpan(0, 32));
        Put(s, signature.AsSpan(32, 32));
        signature[64] = v;
        return signature;
    }

    private static void Put(BigInteger number, Span<byte> place)
    {
        var bytes = number.ToByteArrayUnsigned();
        bytes.CopyTo(place[(place.Length - bytes.Length)..]);
    }
}
