namespace Isotherm.Server.Hosting;

/// <summary>Which packing of a body a request takes (RFC 9110, 12.5.3).</summary>
internal static class ContentCoding
{
    /// <summary>RFC 7932.</summary>
    public const string Brotli = "br";

    /// <summary>RFC 1952.</summary>
    public const string Gzip = "gzip";

    /// <summary>The first of those on offer that the request takes by name; null for none: the body is sent plain.</summary>
    public static string? Best(HttpRequest request, IEnumerable<string> offered)
    {
        var taken = request.GetTypedHeaders().AcceptEncoding;
        return offered.FirstOrDefault(coding => taken.Any(one => one.Quality is not 0 && one.Value.Equals(coding, StringComparison.OrdinalIgnoreCase)));
    }
}
