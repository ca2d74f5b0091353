namespace Isotherm.Server.Auth;

/// <summary>A place under which this server's page is seen: scheme and authority, lower-case, without the scheme's own port.</summary>
/// <param name="Scheme">http or https.</param>
/// <param name="Authority">Host, and port where it is not the scheme's own.</param>
internal sealed record PublicOrigin(string Scheme, string Authority)
{
    private const int HttpPort = 80;

    /// <summary>Whether browsers protect it.</summary>
    public bool IsSecure => Scheme == "https";

    /// <summary>The origin of a URL with nothing behind its authority; null for another.</summary>
    public static PublicOrigin? Parse(string url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https"
        && uri is { PathAndQuery: "/", Fragment: "", UserInfo: "", Host.Length: > 0 }
            ? new PublicOrigin(uri.Scheme, uri.IsDefaultPort ? uri.IdnHost.ToLowerInvariant() : $"{uri.IdnHost.ToLowerInvariant()}:{uri.Port}")
            : null;

    /// <summary>The origin of a host and port over plain HTTP.</summary>
    public static PublicOrigin Plain(string host, int port) => new("http", port == HttpPort ? host : $"{host}:{port}");

    /// <summary>Whether a URI is this origin or something under it.</summary>
    public bool Holds(string uri)
    {
        var own = ToString();
        return uri.StartsWith(own, StringComparison.Ordinal) && (uri.Length == own.Length || uri[own.Length] is '/' or '?' or '#');
    }

    /// <summary>As browsers write it in <c>Origin</c>.</summary>
    public override string ToString() => $"{Scheme}://{Authority}";
}
