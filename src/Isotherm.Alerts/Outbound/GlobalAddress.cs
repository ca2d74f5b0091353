using System.Net;
using System.Net.Sockets;

namespace Isotherm.Alerts.Outbound;

/// <summary>
/// Which addresses belong to the internet at large, by the IANA special-purpose address registries (RFC 6890 and later). Everything
/// else is refused, tunnels and translations into it included.
/// </summary>
public static class GlobalAddress
{
    private static readonly (IPNetwork Network, string Why)[] Refused =
    [
        (IPNetwork.Parse("0.0.0.0/8"), "this network"),
        (IPNetwork.Parse("10.0.0.0/8"), "private"),
        (IPNetwork.Parse("100.64.0.0/10"), "carrier-grade NAT"),
        (IPNetwork.Parse("127.0.0.0/8"), "loopback"),
        (IPNetwork.Parse("169.254.0.0/16"), "link-local, cloud metadata"),
        (IPNetwork.Parse("172.16.0.0/12"), "private"),
        (IPNetwork.Parse("192.0.0.0/24"), "protocol assignments"),
        (IPNetwork.Parse("192.0.2.0/24"), "documentation"),
        (IPNetwork.Parse("192.88.99.0/24"), "6to4 relay"),
        (IPNetwork.Parse("192.168.0.0/16"), "private"),
        (IPNetwork.Parse("198.18.0.0/15"), "benchmarking"),
        (IPNetwork.Parse("198.51.100.0/24"), "documentation"),
        (IPNetwork.Parse("203.0.113.0/24"), "documentation"),
        (IPNetwork.Parse("224.0.0.0/4"), "multicast"),
        (IPNetwork.Parse("240.0.0.0/4"), "reserved, broadcast"),
        (IPNetwork.Parse("2001::/23"), "protocol assignments, Teredo, ORCHID"),
        (IPNetwork.Parse("2001:db8::/32"), "documentation"),
        (IPNetwork.Parse("2002::/16"), "6to4"),
        (IPNetwork.Parse("3fff::/20"), "documentation"),
    ];

    // Of IPv6 only 2000::/3 is handed out; ::1, mapped, NAT64, unique local, link-local, site-local and multicast all lie outside.
    // IPNetwork.Contains is not asked about mapped addresses: it takes them for IPv4.

    /// <summary>Why an address is refused; null when it is global.</summary>
    public static string? WhyNot(IPAddress address)
    {
        if (address.AddressFamily == AddressFamily.InterNetworkV6)
        {
            if (address.ScopeId != 0)
                return "it has a zone";
            if (address.IsIPv4MappedToIPv6)
                return "an IPv4 address in IPv6 clothes";
            var bytes = address.GetAddressBytes();
            if ((bytes[0] & 0xE0) != 0x20)
                return "not global unicast";
            if (IsIsatap(bytes))
                return "ISATAP tunnel";
        }
        else if (address.AddressFamily != AddressFamily.InterNetwork)
        {
            return "not an internet address";
        }

        foreach (var (network, why) in Refused)
        {
            if (network.Contains(address))
                return why;
        }

        return null;
    }

    // RFC 5214: …:0:5efe:a.b.c.d and …:200:5efe:a.b.c.d carry an IPv4 address of any range.
    private static bool IsIsatap(byte[] bytes) => (bytes[8] & 0xFD) == 0 && bytes[9] == 0 && bytes[10] == 0x5E && bytes[11] == 0xFE;
}
