using Isotherm.Server.Auditing;

namespace Isotherm.Server;

/// <summary>Runs all networks for as long as the server runs.</summary>
internal sealed class NetworkService(NetworkDirectory networks) : BackgroundService
{
    /// <inheritdoc />
    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(
            networks.All.Select(network => Task.Run(() => network.RunAsync(stoppingToken), CancellationToken.None))
                .Concat(networks.All.Select(static network => network.Audit).OfType<SelfAudit>()
                    .Select(audit => Task.Run(() => audit.RunAsync(stoppingToken), CancellationToken.None))));
}
