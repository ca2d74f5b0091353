using Isotherm.Alerts.Folding;

namespace Isotherm.Server;

/// <summary>How fresh a network is by the server's clock (spec 3.2).</summary>
internal static class Freshness
{
    /// <summary>
    /// live, late (age over 2 block times and 2 s) or stale (over 5 block times and 5 s; before the first block too); always replay
    /// where a recording is played, whose times say nothing about now.
    /// </summary>
    public static string Status(NetworkRuntime network, TimeProvider time)
    {
        if (network.Definition.IsReplay)
            return "replay";
        var block = network.Definition.Rules.BlockTimeSeconds;
        return BlockAge(network, time)?.TotalSeconds switch
        {
            null => "stale",
            var age when age > (5 * block) + 5 => "stale",
            var age when age > (2 * block) + 2 => "late",
            _ => "live",
        };
    }

    /// <summary>The same for alert rules; a recording is always in time.</summary>
    public static DataState DataState(NetworkRuntime network, TimeProvider time) => Status(network, time) switch
    {
        "late" => Alerts.Folding.DataState.Late,
        "stale" => Alerts.Folding.DataState.Stale,
        _ => Alerts.Folding.DataState.Live,
    };

    /// <summary>Server clock less the head's timestamp; null before the first block, and for a recording.</summary>
    public static TimeSpan? BlockAge(NetworkRuntime network, TimeProvider time) =>
        network is { Definition.IsReplay: false, View.Published: { } published }
            ? time.GetUtcNow() - DateTimeOffset.FromUnixTimeSeconds(published.Picture.Market.Block.Timestamp)
            : null;

    /// <summary>Since any endpoint was heard; null before the first word.</summary>
    public static TimeSpan? Silence(NetworkRuntime network, TimeProvider time) =>
        network.Chain.LastHeardAt is { } heard ? Max(TimeSpan.Zero, time.GetUtcNow() - heard) : null;

    private static TimeSpan Max(TimeSpan a, TimeSpan b) => a > b ? a : b;
}
