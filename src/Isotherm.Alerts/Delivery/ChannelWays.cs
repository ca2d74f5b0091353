using Isotherm.Alerts.Channels;

namespace Isotherm.Alerts.Delivery;

/// <summary>The ways of all channels; those at rest are forgotten when there are too many. Not for several threads.</summary>
internal sealed class ChannelWays(DeliveryLimits limits)
{
    private readonly Dictionary<string, ChannelWay> _ways = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Circuit> _circuits = new(StringComparer.Ordinal);

    /// <summary>Circuits that are open.</summary>
    public int OpenCircuits => _circuits.Values.Count(c => c.IsOpen);

    public ChannelWay Of(Channel channel, DateTimeOffset now)
    {
        var endpoint = channel.Owner + " " + ChannelEndpoint.Of(channel);
        var key = channel.Id + " " + endpoint;
        if (_ways.TryGetValue(key, out var way))
            return way;
        if (_ways.Count >= limits.Remembered)
            ForgetCalm(now);
        if (!_circuits.TryGetValue(endpoint, out var circuit))
            _circuits.Add(endpoint, circuit = new Circuit(limits));
        way = new ChannelWay(limits.Pace(channel.Kind), circuit, now);
        _ways.Add(key, way);
        return way;
    }

    private void ForgetCalm(DateTimeOffset now)
    {
        foreach (var (key, _) in _ways.Where(w => w.Value is { InFlight: 0, Circuit.IsCalm: true } && w.Value.PausedUntil <= now && w.Value.Bucket.IsFull(now)).ToArray())
            _ways.Remove(key);
        var used = _ways.Values.Select(w => w.Circuit).ToHashSet();
        foreach (var (key, _) in _circuits.Where(c => c.Value.IsCalm && !used.Contains(c.Value)).ToArray())
            _circuits.Remove(key);
    }
}
