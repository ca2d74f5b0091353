using System.Text.Json;
using Isotherm.Server.Observability;
using Isotherm.Server.Wire;

namespace Isotherm.Server.Streaming;

/// <summary>
/// Where a network's publications meet its viewers. Nothing is queued: a viewer that is ready takes whatever leads from what it
/// holds to the head (<see cref="EncodedHead"/>), so a slow one skips and gets one merged frame. Each encoding is made once.
/// </summary>
internal sealed class FrameHub(HeatmapCache heatmaps, NetworkMeter meter)
{
    /// <summary>Publications from which a viewer can resume; older ones get a snapshot.</summary>
    public const int RingSize = 64;

    private readonly Lock _writing = new();
    private volatile HubState _current = new([], null, 0, null);

    /// <summary>The state now.</summary>
    public HubState Current => _current;

    /// <summary>Makes a publication the head and wakes all viewers.</summary>
    public void Publish(Published published)
    {
        lock (_writing)
        {
            var recent = _current.Recent;
            Published[] ring = [.. recent.Skip(Math.Max(0, recent.Count + 1 - RingSize)), published];
            Swap(new HubState(ring, new EncodedHead(ring, heatmaps), _current.Beat, _current.Heartbeat));
        }
    }

    /// <summary>Sends a heartbeat to all viewers.</summary>
    public void Beat(HeartbeatBody heartbeat)
    {
        var json = JsonSerializer.SerializeToUtf8Bytes(heartbeat, WireJson.Default.HeartbeatBody);
        var message = new StreamMessage(StreamMessageKind.Heartbeat, ServerSentEvent.Encode("heartbeat", null, json));
        lock (_writing)
            Swap(new HubState(_current.Recent, _current.Encoded, _current.Beat + 1, message));
    }

    /// <summary>Counts a message that was sent.</summary>
    public void Sent(StreamMessage message) => meter.MessageSent(message.Kind, message.Bytes.Length);

    private void Swap(HubState next)
    {
        var before = _current;
        _current = next;
        before.Supersede();
    }
}
