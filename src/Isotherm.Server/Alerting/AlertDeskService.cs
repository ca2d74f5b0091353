using Isotherm.Storage.Accounts;

namespace Isotherm.Server.Alerting;

/// <summary>Reads the rules before the networks start, and again and again where that fails.</summary>
internal sealed partial class AlertDeskService(AlertDesk desk, TimeProvider time, ILogger<AlertDeskService> log) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);

    private bool _told;

    /// <inheritdoc />
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await TryAsync(cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (desk.Current is null && !stoppingToken.IsCancellationRequested)
        {
            await Task.Delay(Pause, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await TryAsync(stoppingToken);
        }
    }

    private async Task TryAsync(CancellationToken ct)
    {
        try
        {
            await desk.LoadAsync(ct);
        }
        catch (AccountsRefusedException refused)
        {
            if (!_told)
                NoRules(refused.Message); // said once; it is tried until it goes
            _told = true;
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            // The server stops.
        }
    }

    [LoggerMessage(1403, LogLevel.Error, "Alert rules can't be read, so nothing is judged and nobody is told; trying again until it goes: {Problem}")]
    private partial void NoRules(string problem);
}
