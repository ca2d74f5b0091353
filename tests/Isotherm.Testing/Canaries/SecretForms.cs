using System.Text;
using System.Text.Json;

namespace Isotherm.Testing.Canaries;

/// <summary>The forms in which a secret would be as good as told.</summary>
internal static class SecretForms
{
    private const int ShortestPart = 12;

    /// <summary>Each form once.</summary>
    public static IEnumerable<string> Of(string secret) => Parts(secret).SelectMany(Written).Distinct(StringComparer.Ordinal);

    private static IEnumerable<string> Written(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        yield return text;
        yield return JsonEncodedText.Encode(text).Value;
        yield return Uri.EscapeDataString(text);
        yield return Convert.ToBase64String(bytes).TrimEnd('=');
        yield return Convert.ToHexString(bytes);
        yield return Convert.ToHexStringLower(bytes);
    }

    // Without its prefix, its dashes or its host a secret is as good; so is what a signing secret encodes.
    private static IEnumerable<string> Parts(string secret)
    {
        yield return secret;
        foreach (var prefix in new[] { "iso_", "whsec_" })
        {
            if (secret.StartsWith(prefix, StringComparison.Ordinal))
                yield return secret[prefix.Length..];
        }

        if (secret.Split('-') is { Length: 5 } groups)
            yield return string.Concat(groups);
        if (secret.StartsWith("http", StringComparison.Ordinal) || secret.Contains(':', StringComparison.Ordinal))
        {
            foreach (var part in secret.Split('/', ':').Where(static part => part.Length >= ShortestPart && !part.Contains('.', StringComparison.Ordinal)))
                yield return part;
        }
    }
}
