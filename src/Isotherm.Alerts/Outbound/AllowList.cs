using System.Globalization;
using System.Net;

namespace Isotherm.Alerts.Outbound;

/// <summary>What a self-hoster opens besides the internet: <c>host:port</c> as it stands in a URL, or addresses as <c>10.0.0.0/8</c>.</summary>
public sealed class AllowList
{
    private readonly HashSet<(string Host, int Port)> _endpoints;
    private readonly IPNetwork[] _networks;

    private AllowList(HashSet<(string, int)> endpoints, IPNetwork[] networks) => (_endpoints, _networks) = (endpoints, networks);

    /// <summary>Opens nothing.</summary>
    public static AllowList Empty { get; } = new([], []);

    /// <summary>Whether it opens ranges: a local name may then lead into one.</summary>
    public bool HasRanges => _networks.Length > 0;

    /// <summary>Reads entries.</summary>
    /// <exception cref="FormatException">An entry is neither; the message names it and says what was expected.</exception>
    public static AllowList Parse(IEnumerable<string> entries)
    {
        var endpoints = new HashSet<(string, int)>();
        var networks = new List<IPNetwork>();
        foreach (var entry in entries)
        {
            if (entry.Contains('/', StringComparison.Ordinal))
                networks.Add(IPNetwork.TryParse(entry, out var network) ? network : throw Bad(entry));
            else
                endpoints.Add(Endpoint(entry));
        }

        return new AllowList(endpoints, [.. networks]);
    }

    /// <summary>What either of the two opens.</summary>
    public AllowList With(AllowList other) => new([.. _endpoints, .. other._endpoints], [.. _networks, .. other._networks]);

    /// <summary>Whether a host and port are named as such; where the name leads then does not matter.</summary>
    public bool Names(string host, int port) => _endpoints.Contains((host.ToLowerInvariant(), port));

    /// <summary>Whether an address lies in an opened range.</summary>
    public bool Holds(IPAddress address) => !HasZone(address) && !address.IsIPv4MappedToIPv6 && _networks.Any(n => n.Contains(address));

    private static bool HasZone(IPAddress address) => address is { AddressFamily: System.Net.Sockets.AddressFamily.InterNetworkV6, ScopeId: not 0 };

    private static (string, int) Endpoint(string entry)
    {
        var colon = entry.LastIndexOf(':');
        return colon > 0
            && int.TryParse(entry[(colon + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port is > 0 and <= 65_535
            && TargetHost.TryParse(entry[..colon], out var host, out _)
            ? (host.Name, port)
            : throw Bad(entry);
    }

    private static FormatException Bad(string entry) => new($"'{entry}' in the list of allowed targets is neither host:port nor a range such as 10.0.0.0/8.");
}
