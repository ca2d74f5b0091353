using System.Net;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Isotherm.Server.Hosting;

/// <summary>What a client may take.</summary>
internal static class KestrelLimits
{
    private const int SpareConnections = 1_000;

    /// <summary>Sets address and limits.</summary>
    public static void Apply(KestrelServerOptions kestrel, ServerOptions options)
    {
        kestrel.AddServerHeader = false;
        kestrel.Listen(IPAddress.Parse(options.Bind), options.Port);
        var limits = kestrel.Limits;
        limits.MaxConcurrentConnections = options.MaxViewers + SpareConnections;
        limits.MaxRequestBodySize = 64 * 1024;
        limits.MaxRequestLineSize = 4 * 1024;
        limits.MaxRequestHeadersTotalSize = 16 * 1024;
        limits.MaxRequestHeaderCount = 64;
        limits.RequestHeadersTimeout = TimeSpan.FromSeconds(10);
        limits.KeepAliveTimeout = TimeSpan.FromSeconds(60);
    }
}
