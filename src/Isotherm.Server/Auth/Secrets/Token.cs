using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Isotherm.Server.Auth.Secrets;

/// <summary>Random secrets, and the hashes by which they are known again.</summary>
internal static class Token
{
    /// <summary>How every API key begins, so that one that leaks is recognised.</summary>
    public const string KeyPrefix = "iso_";

    private const int Bytes = 32;
    private const int HintLength = 8;
    private const int NonceLength = 24;
    private const int CodeLength = 20;
    private const string NonceLetters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    private const string CodeLetters = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"; // Crockford's: none is mistaken for another

    /// <summary>A session's token: 256 random bits in 43 characters.</summary>
    public static string Session() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(Bytes));

    /// <summary>An API key: <c>iso_</c> and 256 random bits.</summary>
    public static string Key() => KeyPrefix + Session();

    /// <summary>A key's first characters.</summary>
    public static string Hint(string key) => key[..HintLength];

    /// <summary>A nonce: 142 random bits in letters and digits.</summary>
    public static string Nonce() => RandomNumberGenerator.GetString(NonceLetters, NonceLength);

    /// <summary>A setup code: 100 random bits in groups of four.</summary>
    public static string SetupCode() => string.Join('-', RandomNumberGenerator.GetString(CodeLetters, CodeLength).Chunk(4).Select(static group => new string(group)));

    /// <summary>An id that tells nothing: 64 random bits.</summary>
    public static string Id() => RandomNumberGenerator.GetHexString(16, lowercase: true);

    /// <summary>SHA-256 of a secret. Slow hashing is for what people choose; these are random.</summary>
    public static byte[] Hash(string secret) => SHA256.HashData(Encoding.UTF8.GetBytes(secret));

    /// <summary>The hash of a setup code, however it was typed.</summary>
    public static byte[] HashCode(string typed) =>
        Hash(string.Concat(typed.Where(static letter => letter is not ('-' or ' '))).ToUpperInvariant());
}
