using System.Buffers;
using System.Net;
using System.Net.Sockets;

namespace Isotherm.Server.Auth.Messages;

/// <summary>RFC 3986 (appendix A), without regular expressions: each text is looked at once.</summary>
internal static class UriSyntax
{
    private const string Letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
    private const string Digits = "0123456789";
    private const string Unreserved = Letters + Digits + "-._~";
    private const string SubDelims = "!$&'()*+,;=";

    private static readonly SearchValues<char> SchemeRest = SearchValues.Create(Letters + Digits + "+-.");
    private static readonly SearchValues<char> UserInfo = SearchValues.Create(Unreserved + SubDelims + ":");
    private static readonly SearchValues<char> Name = SearchValues.Create(Unreserved + SubDelims);
    private static readonly SearchValues<char> Segment = SearchValues.Create(Unreserved + SubDelims + ":@");
    private static readonly SearchValues<char> Path = SearchValues.Create(Unreserved + SubDelims + ":@/");
    private static readonly SearchValues<char> Query = SearchValues.Create(Unreserved + SubDelims + ":@/?");
    private static readonly SearchValues<char> Words = SearchValues.Create(Unreserved + SubDelims + ":/?#[]@ ");
    private static readonly SearchValues<char> DigitsOnly = SearchValues.Create(Digits);
    private static readonly SearchValues<char> HexDigits = SearchValues.Create("0123456789abcdefABCDEF");
    private static readonly SearchValues<char> LiteralDigits = SearchValues.Create("0123456789abcdefABCDEF:.");
    private static readonly SearchValues<char> Future = SearchValues.Create(Unreserved + SubDelims + ":");

    /// <summary><c>URI = scheme ":" hier-part [ "?" query ] [ "#" fragment ]</c></summary>
    public static bool IsUri(string text)
    {
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        if (colon <= 0 || !IsScheme(text.AsSpan(0, colon)))
            return false;
        var rest = text.AsSpan(colon + 1);
        if (rest.IndexOf('#') is var hash and >= 0)
        {
            if (!Consists(rest[(hash + 1)..], Query))
                return false;
            rest = rest[..hash];
        }

        if (rest.IndexOf('?') is var mark and >= 0)
        {
            if (!Consists(rest[(mark + 1)..], Query))
                return false;
            rest = rest[..mark];
        }

        if (!rest.StartsWith("//", StringComparison.Ordinal))
            return Consists(rest, Path);
        rest = rest[2..];
        var slash = rest.IndexOf('/');
        return slash < 0 ? IsAuthority(rest) : IsAuthority(rest[..slash]) && Consists(rest[slash..], Path);
    }

    /// <summary><c>scheme = ALPHA *( ALPHA / DIGIT / "+" / "-" / "." )</c></summary>
    public static bool IsScheme(ReadOnlySpan<char> text) =>
        text.Length > 0 && char.IsAsciiLetter(text[0]) && !text.ContainsAnyExcept(SchemeRest);

    /// <summary><c>authority = [ userinfo "@" ] host [ ":" port ]</c></summary>
    public static bool IsAuthority(ReadOnlySpan<char> text)
    {
        if (text.IndexOf('@') is var at and >= 0)
        {
            if (!Consists(text[..at], UserInfo))
                return false;
            text = text[(at + 1)..];
        }

        if (text.StartsWith("["))
        {
            var end = text.IndexOf(']');
            return end > 0 && IsLiteral(text[1..end]) && IsPort(text[(end + 1)..]);
        }

        var colon = text.IndexOf(':');
        return colon < 0 ? Consists(text, Name) : Consists(text[..colon], Name) && IsPort(text[colon..]);
    }

    /// <summary><c>*pchar</c></summary>
    public static bool IsPathSegment(string text) => Consists(text, Segment);

    /// <summary><c>1*( reserved / unreserved / " " )</c></summary>
    public static bool IsStatement(string text) => text.Length > 0 && !text.AsSpan().ContainsAnyExcept(Words);

    private static bool IsPort(ReadOnlySpan<char> text) =>
        text.Length == 0 || (text[0] == ':' && !text[1..].ContainsAnyExcept(DigitsOnly));

    private static bool IsLiteral(ReadOnlySpan<char> text)
    {
        if (text.StartsWith("v", StringComparison.OrdinalIgnoreCase))
        {
            var dot = text.IndexOf('.');
            return dot > 1 && !text[1..dot].ContainsAnyExcept(HexDigits) && text.Length > dot + 1 && !text[(dot + 1)..].ContainsAnyExcept(Future);
        }

        return !text.ContainsAnyExcept(LiteralDigits) && IPAddress.TryParse(text, out var address) && address.AddressFamily == AddressFamily.InterNetworkV6;
    }

    // Of these characters and percent-encoded ones.
    private static bool Consists(ReadOnlySpan<char> text, SearchValues<char> allowed)
    {
        while (text.IndexOfAnyExcept(allowed) is var at && at >= 0)
        {
            if (text[at] != '%' || text.Length < at + 3 || !char.IsAsciiHexDigit(text[at + 1]) || !char.IsAsciiHexDigit(text[at + 2]))
                return false;
            text = text[(at + 3)..];
        }

        return true;
    }
}
