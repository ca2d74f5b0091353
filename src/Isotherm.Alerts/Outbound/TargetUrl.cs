using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Isotherm.Alerts.Outbound;

/// <summary>A URL that requests may go to, read strictly: what parsers disagree about is refused, not repaired.</summary>
public static class TargetUrl
{
    /// <summary>The longest URL.</summary>
    public const int Longest = 2_000;

    /// <summary>Reads <c>http(s)://host[:port][/path][?query]</c>: no user, no fragment, no odd character or spelling.</summary>
    /// <param name="text">As a person gave it.</param>
    /// <param name="url">The URL.</param>
    /// <param name="host">Its host.</param>
    /// <param name="problem">What is wrong and what was expected; empty on success. It does not repeat the text.</param>
    public static bool TryParse(string? text, [NotNullWhen(true)] out Uri? url, out TargetHost host, out string problem)
    {
        url = null;
        host = default;
        problem = Shape(text, out var scheme, out var authority);
        if (problem.Length > 0 || text is null)
            return false;
        var (name, port) = SplitPort(authority);
        if (port is not null && !IsPort(port))
        {
            problem = "a port is a number 1–65535 without leading zeros";
            return false;
        }

        if (!TargetHost.TryParse(name, out host, out problem))
            return false;
        if (host.Literal is { AddressFamily: System.Net.Sockets.AddressFamily.InterNetworkV6 } && !name.StartsWith('['))
        {
            problem = "an IPv6 address is written in brackets";
            return false;
        }

        // The parser that connects must agree with the one that checked.
        var wanted = port is null ? (scheme == "https" ? 443 : 80) : int.Parse(port, CultureInfo.InvariantCulture);
        if (!Uri.TryCreate(text, UriKind.Absolute, out url) || url.Port != wanted || !SameHost(url, host))
        {
            url = null;
            problem = "the URL can be read in two ways";
            return false;
        }

        return true;
    }

    private static string Shape(string? text, out string scheme, out string authority)
    {
        scheme = authority = "";
        if (string.IsNullOrEmpty(text))
            return "a URL is missing";
        if (text.Length > Longest)
            return $"a URL has at most {Longest} characters";
        if (!text.All(c => c is > ' ' and < '\x7f' and not ('\\' or '"' or '<' or '>' or '^' or '`' or '{' or '|' or '}')))
            return "a URL has printable ASCII characters only, and none of \\ \" < > ^ ` { | }";
        scheme = text.StartsWith("https://", StringComparison.Ordinal) ? "https" : text.StartsWith("http://", StringComparison.Ordinal) ? "http" : "";
        if (scheme.Length == 0)
            return "a URL begins with https:// (or http:// to an address that the operator allows)";
        if (text.Contains('#', StringComparison.Ordinal))
            return "a URL here has no fragment (#)";
        var rest = text[(scheme.Length + 3)..];
        var end = rest.IndexOfAny(['/', '?']);
        authority = end < 0 ? rest : rest[..end];
        return authority.Contains('@', StringComparison.Ordinal) ? "a URL here carries no user name or password" : "";
    }

    private static (string Host, string? Port) SplitPort(string authority)
    {
        var bracket = authority.LastIndexOf(']');
        var colon = authority.IndexOf(':', bracket + 1);
        return colon < 0 ? (authority, null) : (authority[..colon], authority[(colon + 1)..]);
    }

    private static bool IsPort(string text) =>
        text.Length is > 0 and <= 5 && text.All(char.IsAsciiDigit) && text[0] != '0' && int.Parse(text, CultureInfo.InvariantCulture) <= 65_535;

    private static bool SameHost(Uri url, TargetHost host) =>
        host.Literal is { } literal
            ? System.Net.IPAddress.TryParse(url.IdnHost.Trim('[', ']'), out var address) && address.Equals(literal)
            : string.Equals(url.IdnHost, host.Name, StringComparison.OrdinalIgnoreCase);
}
