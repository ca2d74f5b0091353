using Org.BouncyCastle.Math;

namespace Isotherm.Server.Auth.Wallets;

/// <summary>
/// A signature by a wallet that is a key: r, s, v in 65 bytes. One signature has one spelling but for v, which wallets write as 27
/// and 28 or as 0 and 1: s must be low (EIP-2), and the 64-byte form of EIP-2098 is refused.
/// </summary>
internal static class KeySignature
{
    private const int Length = 65;
    private const int CompactLength = 64;

    /// <summary>The address that signed, or why there is none.</summary>
    /// <param name="hash">What was signed, 32 bytes.</param>
    /// <param name="signature">Of any length.</param>
    public static (byte[]? Address, SignInRefusal? Refusal) Signer(ReadOnlySpan<byte> hash, ReadOnlySpan<byte> signature)
    {
        if (signature.Length != Length)
        {
            return (null, signature.Length == CompactLength
                ? new SignInRefusal(SignInReasons.SignatureCompact, "The signature has 64 bytes (EIP-2098); expected r, s and v in 65.")
                : new SignInRefusal(SignInReasons.SignatureLength, $"The signature has {signature.Length} bytes; expected r, s and v in 65."));
        }

        var r = new BigInteger(1, signature[..32].ToArray());
        var s = new BigInteger(1, signature[32..64].ToArray());
        if (r.SignValue == 0 || r.CompareTo(Secp256k1.Order) >= 0 || s.SignValue == 0 || s.CompareTo(Secp256k1.Order) >= 0)
            return (null, new SignInRefusal(SignInReasons.SignatureRange, "The signature's r or s is 0 or not below the curve's order."));
        if (s.CompareTo(Secp256k1.HalfOrder) > 0)
            return (null, new SignInRefusal(SignInReasons.SignatureHighS, "The signature's s is above half the curve's order; expected the low one (EIP-2)."));
        if (signature[64] is not (0 or 1 or 27 or 28))
            return (null, new SignInRefusal(SignInReasons.SignatureV, $"The signature's v is {signature[64]}; expected 27 or 28, or 0 or 1."));
        return Secp256k1.Recover(hash, r, s, odd: signature[64] is 1 or 28) is { } address
            ? (address, null)
            : (null, new SignInRefusal(SignInReasons.SignatureUnrecoverable, "The signature recovers to no key."));
    }
}
