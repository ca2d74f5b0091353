using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Isotherm.Alerts.Channels;

/// <summary>
/// Signs as Standard Webhooks 1.0 says: HMAC-SHA256, keyed with the bytes that a <c>whsec_</c> secret encodes, over
/// <c>id.timestamp.body</c>; <c>v1,</c> and base64; several signatures are separated by a space.
/// </summary>
public static class WebhookSignature
{
    /// <summary>How a symmetric secret begins.</summary>
    public const string SecretPrefix = "whsec_";

    /// <summary>A fresh secret has 32 random bytes.</summary>
    public const int FreshBytes = 32;

    private const int FewestBytes = 24;
    private const int MostBytes = 64;

    /// <summary>Makes a secret from the system's random source.</summary>
    public static Secret Create() => new(SecretPrefix + Convert.ToBase64String(RandomNumberGenerator.GetBytes(FreshBytes)));

    /// <summary>Whether a text is a secret of 24–64 bytes.</summary>
    public static bool IsSecret([NotNullWhen(true)] string? text) => TryKey(text, out _);

    /// <summary>The header's value, one signature per secret.</summary>
    /// <param name="secrets">Each as <see cref="IsSecret"/> wants it; the first is the one that stays.</param>
    /// <param name="id">The message's id; no point in it.</param>
    /// <param name="unixSeconds">When it is sent.</param>
    /// <param name="body">The bytes that are sent.</param>
    /// <exception cref="ArgumentException">A secret is none.</exception>
    public static string Sign(IEnumerable<Secret> secrets, string id, long unixSeconds, ReadOnlySpan<byte> body)
    {
        var head = Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{id}.{unixSeconds}."));
        var signed = new byte[head.Length + body.Length];
        head.CopyTo(signed, 0);
        body.CopyTo(signed.AsSpan(head.Length));
        var signatures = new List<string>(2);
        foreach (var secret in secrets)
        {
            if (!TryKey(secret.Reveal(), out var key))
                throw new ArgumentException($"A webhook secret is '{SecretPrefix}' and {FewestBytes}–{MostBytes} bytes in base64.", nameof(secrets));
            signatures.Add("v1," + Convert.ToBase64String(HMACSHA256.HashData(key, signed)));
        }

        return string.Join(' ', signatures);
    }

    private static bool TryKey(string? text, out byte[] key)
    {
        key = [];
        if (text is null || text.Length > 128 || !text.StartsWith(SecretPrefix, StringComparison.Ordinal))
            return false;
        var buffer = new byte[128];
        if (!Convert.TryFromBase64String(text[SecretPrefix.Length..], buffer, out var length) || length is < FewestBytes or > MostBytes)
            return false;
        key = buffer[..length];
        return true;
    }
}
