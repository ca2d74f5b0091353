using Isotherm.Alerts.Channels;

namespace Isotherm.Alerts.Delivery;

/// <summary>The pump's limits; each has what it does when it is reached.</summary>
public sealed record DeliveryLimits
{
    /// <summary>Rows a channel that are held in memory; more wait in the outbox. 1–1 000.</summary>
    public int RowsPerChannel { get; init; } = 1_000;

    /// <summary>Requests in flight over all channels; more wait.</summary>
    public int InFlight { get; init; } = 64;

    /// <summary>Tries before a delivery is dead; with the usual back-off about 20 hours. An open circuit costs no tries.</summary>
    public int Tries { get; init; } = 50;

    /// <summary>Before jitter, the wait after the first failure; it doubles.</summary>
    public TimeSpan BackOffFirst { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>Before jitter, the longest wait.</summary>
    public TimeSpan BackOffLongest { get; init; } = TimeSpan.FromHours(1);

    /// <summary>The longest wait that an endpoint may ask for.</summary>
    public TimeSpan RetryAfterLongest { get; init; } = TimeSpan.FromHours(1);

    /// <summary>A last try is made so long before the deadline.</summary>
    public TimeSpan LastTryBeforeDeadline { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>From so many waiting messages on, a people's channel rolls them up.</summary>
    public int RollUpFrom { get; init; } = 5;

    /// <summary>Messages in one batch.</summary>
    public int BatchMost { get; init; } = 100;

    /// <summary>Failures in a row that open an endpoint's circuit.</summary>
    public int CircuitFailures { get; init; } = 5;

    /// <summary>How long a circuit stays open at first; it doubles with each failed probe.</summary>
    public TimeSpan CircuitFirst { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>How long a circuit stays open at most.</summary>
    public TimeSpan CircuitLongest { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>The outbox is read so often without being poked.</summary>
    public TimeSpan RefreshEvery { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>At shutdown, what is in flight may end for so long before it is cut.</summary>
    public TimeSpan ShutdownGrace { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>Channels and endpoints whose pace and circuit are remembered; beyond it those at rest are forgotten.</summary>
    public int Remembered { get; init; } = 10_000;

    /// <summary>A channel's pace.</summary>
    public Func<ChannelKind, ChannelPace> Pace { get; init; } = ChannelPace.Of;
}
