using Isotherm.Server.Api;
using Isotherm.Server.Wire;

namespace Isotherm.Server.Streaming;

/// <summary>Gives every network's viewers a sign of life every four seconds of wall-clock time (spec 3.4 asks for five).</summary>
internal sealed partial class HeartbeatService(NetworkDirectory networks, TimeProvider time, ILogger<HeartbeatService> log) : BackgroundService
{
    /// <summary>Time between heartbeats.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(4);

    /// <summary>A network's heartbeat now.</summary>
    public static HeartbeatBody Of(NetworkRuntime network, TimeProvider time)
    {
        var published = network.View.Published;
        return new HeartbeatBody(
            WireText.Time(time.GetUtcNow()),
            published?.Seq ?? 0,
            published is null ? null : Compose.Block(published.Picture.Market.Block),
            published?.Confirmed,
            Freshness.Status(network, time),
            Freshness.Silence(network, time) is { } silence ? Math.Round(silence.TotalSeconds, 1) : null,
            network.Problem,
            network.Chain.Backfill,
            ComposeAudit.Summary(network));
    }

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        do
        {
            foreach (var network in networks.All)
                Beat(network);
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private void Beat(NetworkRuntime network)
    {
        try
        {
            network.Hub.Beat(Of(network, time));
        }
        catch (Exception fault)
        {
            BeatFailed(fault, network.Definition.Id); // one network's trouble must not silence the others
        }
    }

    [LoggerMessage(1101, LogLevel.Error, "{Network}: no heartbeat could be made")]
    private partial void BeatFailed(Exception fault, string network);
}
