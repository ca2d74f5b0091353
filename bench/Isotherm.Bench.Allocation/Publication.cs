using Isotherm.Domain;
using Isotherm.Engine;
using Isotherm.Server.Observability;
using Isotherm.Server.Streaming;
using Isotherm.Server.Wire;

namespace Isotherm.Bench.Allocation;

/// <summary>A hub whose head has been encoded for a first viewer; what each further one costs.</summary>
internal sealed class Publication
{
    private const string Journal = "00112233445566778899aabbccddeeff";
    private readonly FrameHub _hub;
    private readonly StreamId? _before = new StreamId(Journal, 2);
    private readonly StreamId? _longBefore = new StreamId(Journal, 1);

    public Publication()
    {
        // The instruments live as long as the process.
#pragma warning disable CA2000
        _hub = new FrameHub(new HeatmapCache(), new ServerMeter().For("bench"));
#pragma warning restore CA2000
        NetworkState state = new(SmallMarket.Rules);
        Fact[] founding = [new Fact.ClassDefined(new(1), "H100"), new Fact.ClusterRegistered(new(1), "0x00", new(1), "a", "b"), new Fact.NodeAdded(new(1), new(1), 8)];
        for (ulong number = 1; number <= 3; number++)
        {
            AppliedBlock applied = state.Apply(SmallMarket.Block(number), number == 1 ? founding : []);
            _hub.Publish(new Published(new StreamId(Journal, (long)number), applied.Picture, number, null));
        }
    }

    /// <summary>From the publication before.</summary>
    public void SendFrame() => Send(_before);

    /// <summary>From an older one.</summary>
    public void SendMerged() => Send(_longBefore);

    /// <summary>From nothing.</summary>
    public void SendSnapshot() => Send(null);

    private void Send(StreamId? held)
    {
        StreamMessage message = _hub.Current.Encoded!.For(held);
        Stream.Null.Write(message.Bytes.Span);
        _hub.Sent(message);
    }
}
