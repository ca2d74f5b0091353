using System.Net;

namespace Isotherm.Server.Auth;

/// <summary>
/// The origins of this server's page: those of <c>--public-url</c>, else the address it listens at and, with it or where it listens
/// everywhere, the spellings of this machine itself.
/// </summary>
internal sealed class PublicOrigins(ServerOptions options)
{
    private static readonly string[] Loopback = ["127.0.0.1", "localhost", "[::1]"];

    /// <summary>Those that hold for a request; at least one.</summary>
    public IReadOnlyList<PublicOrigin> For(HttpContext http)
    {
        if (options.PublicUrls.Count > 0)
            return options.PublicUrls;
        var bound = IPAddress.Parse(options.Bind);
        var port = http.Connection.LocalPort;
        IEnumerable<string> hosts = IPAddress.IsLoopback(bound) || IPAddress.Any.Equals(bound) || IPAddress.IPv6Any.Equals(bound)
            ? Loopback
            : [bound.AddressFamily == System.Net.Sockets.AddressFamily.InterNetworkV6 ? $"[{bound}]" : bound.ToString()];
        return [.. hosts.Select(host => PublicOrigin.Plain(host, port))];
    }

    /// <summary>Whether the browser has the page over https: by the host that it names, else where all are so.</summary>
    public bool IsSecure(HttpContext http)
    {
        var origins = For(http);
        var named = origins.Where(origin => string.Equals(origin.Authority, http.Request.Host.Value, StringComparison.OrdinalIgnoreCase)).ToList();
        return http.Request.IsHttps || (named.Count > 0 ? named : origins).All(static origin => origin.IsSecure);
    }
}
