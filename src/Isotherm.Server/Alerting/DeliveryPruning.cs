using Isotherm.Storage;

namespace Isotherm.Server.Alerting;

/// <summary>
/// Takes deliveries that are over and old out of the networks' journals, every hour, a few at a time so that blocks never wait for it.
/// </summary>
internal sealed partial class DeliveryPruning(NetworkDirectory networks, ServerOptions options, TimeProvider time, ILogger<DeliveryPruning> log) : BackgroundService
{
    /// <summary>Deliveries that one commit takes out.</summary>
    public const int Batch = 200;

    private static readonly TimeSpan Every = TimeSpan.FromHours(1);
    private static readonly TimeSpan Breath = TimeSpan.FromMilliseconds(100);

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                foreach (var network in networks.All)
                    await PruneAsync(network, stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The server stops.
        }
    }

    private async Task PruneAsync(NetworkRuntime network, CancellationToken ct)
    {
        var before = time.GetUtcNow().AddDays(-options.KeepDeliveries);
        try
        {
            while (network.View.Journal is { } journal && await journal.Outbox.PruneAsync(before, Batch, ct) == Batch)
                await Task.Delay(Breath, time, ct);
        }
        catch (Exception fault) when (fault is JournalRefusedException or JournalFencedException or ObjectDisposedException)
        {
            NotPruned(network.Definition.Id, fault.Message); // tried again in an hour
        }
    }

    [LoggerMessage(1404, LogLevel.Warning, "Old deliveries of network {Network} stay for now: {Problem}")]
    private partial void NotPruned(string network, string problem);
}
