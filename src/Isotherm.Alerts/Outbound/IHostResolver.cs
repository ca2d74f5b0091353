using System.Net;

namespace Isotherm.Alerts.Outbound;

/// <summary>Names to addresses.</summary>
public interface IHostResolver
{
    /// <summary>All addresses of a name, best first.</summary>
    /// <exception cref="System.Net.Sockets.SocketException">There is none, or nobody answers.</exception>
    ValueTask<IPAddress[]> ResolveAsync(string name, CancellationToken ct);
}
