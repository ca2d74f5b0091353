using Isotherm.Alerts.Delivery;

namespace Isotherm.Server.Alerting;

/// <summary>Runs the delivery pump for as long as the server runs; what is in flight at the end is recorded before the journals close.</summary>
internal sealed class DeliveryService(DeliveryPump pump, OutboxBell bell) : BackgroundService
{
    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        bell.Rang += pump.Poke;
        try
        {
            await pump.RunAsync(stoppingToken);
        }
        finally
        {
            bell.Rang -= pump.Poke;
        }
    }
}
