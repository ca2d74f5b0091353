using System.Collections.Concurrent;
using Isotherm.Engine;
using Isotherm.Server.Wire;

namespace Isotherm.Server.Hosting;

/// <summary>
/// Packs a heatmap before the page asks for it: at once when somebody opens the page, whose browser is then still reading the page's
/// code, and with each new block for a minute after that, so that whoever opens it next waits for nothing.
/// </summary>
internal sealed partial class ColumnsAhead(NetworkDirectory networks, HeatmapCache heatmaps, TimeProvider time, ILogger<ColumnsAhead> log) : BackgroundService
{
    /// <summary>For how long after a visit blocks are packed unasked.</summary>
    public static readonly TimeSpan After = TimeSpan.FromMinutes(1);

    /// <summary>For how long a new block is left to those who watch.</summary>
    public static readonly TimeSpan Yield = TimeSpan.FromMilliseconds(250);

    private readonly ConcurrentDictionary<NetworkRuntime, Visit> _visits = [];

    /// <summary>Somebody opens a network's page.</summary>
    /// <param name="network">What the page will ask for.</param>
    /// <param name="coding">The packing it will take, one of <see cref="HeatmapBodies.Codings"/>; null for plain.</param>
    /// <returns>The heatmap is packed.</returns>
    public Task Opened(NetworkRuntime network, string? coding)
    {
        _visits[network] = new Visit(coding, time.GetTimestamp());
        return network.View.Published is { } published ? Task.Run(() => Pack(network, published.Picture, coding)) : Task.CompletedTask;
    }

    /// <inheritdoc />
    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(networks.All.Select(network => FollowAsync(network, stoppingToken)));

    private async Task FollowAsync(NetworkRuntime network, CancellationToken ct)
    {
        while (true)
        {
            await network.Hub.Current.NextAsync(ct);
            await Task.Delay(Yield, time, ct);
            if (network.View.Published is { } published && _visits.TryGetValue(network, out var visit) && time.GetElapsedTime(visit.At) <= After)
                Pack(network, published.Picture, visit.Coding);
        }
    }

    private void Pack(NetworkRuntime network, NetworkPicture picture, string? coding)
    {
        try
        {
            heatmaps.Columns(picture, coding);
        }
        catch (Exception fault)
        {
            PackFailed(fault, network.Definition.Id); // whoever asks is told; the next block may do
        }
    }

    [LoggerMessage(1102, LogLevel.Error, "{Network}: a block's columns could not be packed")]
    private partial void PackFailed(Exception fault, string network);

    private readonly record struct Visit(string? Coding, long At);
}
