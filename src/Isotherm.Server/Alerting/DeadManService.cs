using Isotherm.Alerts.Delivery;
using Isotherm.Alerts.Outbound;

namespace Isotherm.Server.Alerting;

/// <summary>
/// Lets a watcher elsewhere hear that all is well: every manifest is a network, every network is live, its rules are judged, and the pump
/// looks after the outbox. Then, and only then, it is asked; what it makes of our silence is its own affair.
/// </summary>
internal sealed class DeadManService(
    NetworkDirectory networks, DeliveryPump pump, DeliveryLimits limits, OutboundHttp http, ServerOptions options, TimeProvider time, ILogger<DeadManPing> log)
    : BackgroundService
{
    // Twice what the pump takes between two looks at the outbox where nothing happens.
    private readonly TimeSpan _patience = 2 * limits.RefreshEvery;

    /// <summary>Whether an alert that began now would leave now.</summary>
    public bool IsWell
    {
        get
        {
            var now = time.GetUtcNow();
            return now - pump.Counters.At <= _patience && networks.Refused.Count == 0
                && networks.All.All(network => network.Board is not null && Freshness.Status(network, time) is "live" or "replay");
        }
    }

    /// <inheritdoc />
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => options.DeadManUrl is { } url
        ? new DeadManPing(http, url, options.DeadManEvery, () => IsWell, time, log).RunAsync(stoppingToken)
        : Task.CompletedTask;
}
