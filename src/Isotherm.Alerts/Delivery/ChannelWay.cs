namespace Isotherm.Alerts.Delivery;

/// <summary>A channel's pace and its endpoint's circuit, as the pump's loop remembers them.</summary>
internal sealed class ChannelWay(ChannelPace pace, Circuit circuit, DateTimeOffset now)
{
    /// <summary>How fast.</summary>
    public ChannelPace Pace => pace;

    /// <summary>Shared by an account's channels to one host.</summary>
    public Circuit Circuit => circuit;

    /// <summary>What is left of the pace.</summary>
    public TokenBucket Bucket { get; } = new(pace.PerSecond, pace.Burst, now);

    /// <summary>The endpoint asked for silence until then.</summary>
    public DateTimeOffset PausedUntil { get; set; } = DateTimeOffset.MinValue;

    /// <summary>Requests on their way.</summary>
    public int InFlight { get; set; }
}
