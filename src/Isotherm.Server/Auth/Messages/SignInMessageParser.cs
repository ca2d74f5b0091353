using Isotherm.Server.Auth.Wallets;

namespace Isotherm.Server.Auth.Messages;

/// <summary>
/// Reads a sign-in message strictly by the grammar of ERC-4361: line by line, once, left to right. What the grammar leaves open is
/// left to <see cref="SignInRules"/>.
/// </summary>
internal static class SignInMessageParser
{
    /// <summary>The most characters of a message; all of the grammar's are ASCII.</summary>
    public const int MaxLength = 4_096;

    private const string Wants = " wants you to sign in with your Ethereum account:";

    /// <summary>The message, or what is wrong with it and where.</summary>
    public static (SignInMessage? Message, SignInRefusal? Refusal) Parse(string text)
    {
        if (text.Length > MaxLength)
            return (null, new SignInRefusal(SignInReasons.TooLong, $"The message has {text.Length} characters; expected at most {MaxLength}."));
        if (FirstForeign(text) is { } foreign)
            return (null, MessageLines.Of(1 + text.AsSpan(0, foreign).Count('\n'), "a character that is not printable ASCII", "none"));
        var lines = new MessageLines(text.Split('\n'));
        var message = Read(lines);
        if (lines.Left)
        {
            lines.Next("the end");
            lines.Wrong("what does not belong there", "the message's end, or the optional fields in their order, once each");
        }

        return lines.Refusal is { } refusal ? (null, refusal) : (message, null);
    }

    private static SignInMessage Read(MessageLines lines)
    {
        var (scheme, domain) = Head(lines);
        return new SignInMessage
        {
            Scheme = scheme,
            Domain = domain,
            Address = Address(lines),
            Statement = Statement(lines),
            Uri = lines.Field("URI: ", UriSyntax.IsUri, "an RFC 3986 URI"),
            Version = lines.Field("Version: ", IsNumber, "1"),
            ChainId = lines.Field("Chain ID: ", IsNumber, "digits"),
            Nonce = lines.Field("Nonce: ", static value => value.Length >= 8 && value.All(char.IsAsciiLetterOrDigit), "at least 8 letters and digits"),
            IssuedAt = Time(lines, "Issued At: "),
            ExpirationTime = lines.Has("Expiration Time: ") ? Time(lines, "Expiration Time: ") : null,
            NotBefore = lines.Has("Not Before: ") ? Time(lines, "Not Before: ") : null,
            RequestId = lines.Has("Request ID: ") ? lines.Field("Request ID: ", UriSyntax.IsPathSegment, "characters of a URI's path segment") : null,
            Resources = lines.Has("Resources:") ? Resources(lines) : null,
        };
    }

    private static (string? Scheme, string Domain) Head(MessageLines lines)
    {
        var line = lines.Next("the first line");
        if (!line.EndsWith(Wants, StringComparison.Ordinal))
        {
            lines.Wrong("not the beginning of a sign-in", $"[scheme://]domain{Wants}");
            return (null, "");
        }

        var who = line[..^Wants.Length];
        var colon = who.IndexOf("://", StringComparison.Ordinal);
        var (scheme, domain) = colon < 0 ? (null, who) : (who[..colon], who[(colon + 3)..]);
        if (scheme is not null && !UriSyntax.IsScheme(scheme))
            lines.Wrong("no scheme before ://", "a letter, then letters, digits, +, - or .");
        if (domain.Length == 0 || !UriSyntax.IsAuthority(domain))
            lines.Wrong("no domain", "an RFC 3986 authority");
        return (scheme, domain);
    }

    private static string Address(MessageLines lines)
    {
        var address = lines.Next("the address");
        if (!WalletAddress.HasForm(address))
            lines.Wrong("no address", "0x and 40 hex digits");
        Empty(lines);
        return address;
    }

    // After the empty line: [ statement LF ] LF.
    private static string? Statement(MessageLines lines)
    {
        var line = lines.Next("a statement or an empty line");
        if (line.Length == 0)
            return null;
        if (!UriSyntax.IsStatement(line))
            lines.Wrong("a statement with a character that it may not have", "letters, digits, spaces and the marks of a URI");
        Empty(lines);
        return line;
    }

    private static void Empty(MessageLines lines)
    {
        if (lines.Next("an empty line").Length != 0)
            lines.Wrong("a line with something in it", "an empty line");
    }

    private static DateTimeOffset Time(MessageLines lines, string name)
    {
        DateTimeOffset time = default;
        lines.Field(name, value => DateTimeSyntax.TryParse(value, out time), "an RFC 3339 time such as 2026-01-31T12:00:00Z");
        return time;
    }

    private static List<string> Resources(MessageLines lines)
    {
        lines.Field("Resources:", static value => value.Length == 0, "nothing behind it");
        var resources = new List<string>();
        while (lines.Has("- "))
            resources.Add(lines.Field("- ", UriSyntax.IsUri, "an RFC 3986 URI"));
        return resources;
    }

    private static bool IsNumber(string text) => text.Length > 0 && text.All(char.IsAsciiDigit);

    private static int? FirstForeign(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] is not '\n' and (< ' ' or > '~'))
                return i;
        }

        return null;
    }
}
