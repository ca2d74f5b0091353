using System.Buffers;
using System.Globalization;

namespace Isotherm.Chains.Manifests;

/// <summary>The forms of text that a manifest uses.</summary>
internal static class ManifestText
{
    private static readonly SearchValues<char> HexDigits = SearchValues.Create("0123456789abcdefABCDEF");
    private const string MomentForm = "yyyy-MM-dd'T'HH:mm:ss'Z'";
    private static readonly SearchValues<char> DecimalDigits = SearchValues.Create("0123456789.");

    /// <summary>0x and exactly this many hex digits.</summary>
    public static bool IsHex(string text, int digits) =>
        text.Length == digits + 2 && text.StartsWith("0x", StringComparison.Ordinal) && text.AsSpan(2).IndexOfAnyExcept(HexDigits) < 0;

    /// <summary>A network id: lower-case letters, digits and inner dashes, at most 32.</summary>
    public static bool IsId(string text) =>
        text.Length is > 0 and <= 32 && text.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-') && text[0] != '-' && text[^1] != '-';

    /// <summary>A URL of one of two schemes.</summary>
    public static bool IsUrl(string text, string plain, string secure) =>
        Uri.TryCreate(text, UriKind.Absolute, out var uri) && (uri.Scheme == plain || uri.Scheme == secure) && uri.Host.Length > 0;

    /// <summary>A positive decimal with at most 4 decimals, in basis points of 1; null for anything else.</summary>
    public static uint? BasisPoints(string text)
    {
        var clean = text.Length is > 0 and <= 10 && text.AsSpan().IndexOfAnyExcept(DecimalDigits) < 0 && char.IsAsciiDigit(text[0]) && char.IsAsciiDigit(text[^1]);
        var dot = text.IndexOf('.', StringComparison.Ordinal);
        if (!clean || (dot >= 0 && text.Length - dot - 1 > 4) || !decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value))
        {
            return null;
        }

        return value is > 0 and <= 10_000 ? (uint)(value * 10_000) : null;
    }

    /// <summary>A time in UTC to the second (ISO-8601, <c>2025-07-01T00:00:00Z</c>) as a unix second; null for anything else.</summary>
    public static long? Moment(string text) =>
        DateTimeOffset.TryParseExact(text, MomentForm, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment) && moment.ToUnixTimeSeconds() >= 0
            ? moment.ToUnixTimeSeconds()
            : null;

    /// <summary>The inverse of <see cref="Moment"/>.</summary>
    public static string PrintMoment(long unixSecond) =>
        DateTimeOffset.FromUnixTimeSeconds(unixSecond).ToString(MomentForm, CultureInfo.InvariantCulture);
}
