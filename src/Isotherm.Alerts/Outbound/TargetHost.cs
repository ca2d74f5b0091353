using System.Net;
using System.Net.Sockets;

namespace Isotherm.Alerts.Outbound;

/// <summary>A host as one may be written: a DNS name, four plain decimal numbers, or an IPv6 address in brackets. Nothing else.</summary>
/// <param name="Name">Lower case; without brackets.</param>
/// <param name="Literal">The address where it is one.</param>
public readonly record struct TargetHost(string Name, IPAddress? Literal)
{
    private const int LongestName = 253;
    private const int LongestLabel = 63;

    /// <summary>Reads a host.</summary>
    /// <param name="text">As written in a URL, or for mail without brackets too.</param>
    /// <param name="host">The host; default on failure.</param>
    /// <param name="problem">What is wrong; empty on success.</param>
    public static bool TryParse(string text, out TargetHost host, out string problem)
    {
        host = default;
        problem = "";
        if (text.StartsWith('[') || text.Contains(':', StringComparison.Ordinal))
            return TryIPv6(text, out host, out problem);
        if (text.Length is 0 or > LongestName)
        {
            problem = $"a host has 1–{LongestName} characters";
            return false;
        }

        if (!text.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '.'))
        {
            problem = "a host has letters, digits, '-' and '.' only; write other scripts as punycode (xn--…)";
            return false;
        }

        var labels = text.Split('.');
        if (labels.Any(l => l.Length is 0 or > LongestLabel || l[0] == '-' || l[^1] == '-'))
        {
            problem = "a part of the host is empty, longer than 63, or begins or ends with '-'";
            return false;
        }

        // What the system's resolver takes for a number (2130706433, 0x7f.1, 127.1, 0177.0.0.1) is an address in four plain
        // decimal numbers or nothing.
        if (LooksNumeric(labels[^1]))
            return TryIPv4(text, labels, out host, out problem);
        host = new TargetHost(text.ToLowerInvariant(), null);
        return true;
    }

    private static bool LooksNumeric(string label) =>
        label.All(char.IsAsciiDigit) || (label.StartsWith("0x", StringComparison.OrdinalIgnoreCase) && label[2..].All(char.IsAsciiHexDigit));

    private static bool TryIPv4(string text, string[] labels, out TargetHost host, out string problem)
    {
        host = default;
        problem = "an IPv4 address is written as four decimal numbers 0–255 without leading zeros";
        if (labels.Length != 4 || labels.Any(l => l.Length > 3 || !l.All(char.IsAsciiDigit) || (l.Length > 1 && l[0] == '0')) || !IPAddress.TryParse(text, out var address))
            return false;
        host = new TargetHost(text, address);
        problem = "";
        return true;
    }

    private static bool TryIPv6(string text, out TargetHost host, out string problem)
    {
        host = default;
        problem = "an IPv6 address is written in brackets, without a zone";
        var bare = text.StartsWith('[') && text.EndsWith(']') ? text[1..^1] : text;
        if (!bare.All(c => char.IsAsciiHexDigit(c) || c is ':' or '.') || !IPAddress.TryParse(bare, out var address) || address.AddressFamily != AddressFamily.InterNetworkV6)
            return false;
        host = new TargetHost(address.ToString(), address);
        problem = "";
        return true;
    }
}
