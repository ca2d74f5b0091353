using System.Net;

namespace Isotherm.Alerts.Outbound;

/// <summary>The machine's own resolver.</summary>
public sealed class SystemResolver : IHostResolver
{
    /// <inheritdoc />
    public async ValueTask<IPAddress[]> ResolveAsync(string name, CancellationToken ct) => await Dns.GetHostAddressesAsync(name, ct).ConfigureAwait(false);
}
