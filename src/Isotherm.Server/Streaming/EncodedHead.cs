using System.Collections.Concurrent;
using Isotherm.Server.Wire;

namespace Isotherm.Server.Streaming;

/// <summary>All encodings that lead to one head, each made once and when first wanted. Bounded by the hub's ring; dies with its head.</summary>
/// <param name="recent">The hub's ring, the head last.</param>
/// <param name="heatmaps">Encoded heatmaps.</param>
internal sealed class EncodedHead(IReadOnlyList<Published> recent, HeatmapCache heatmaps)
{
    /// <summary>Stands for the sequence of a viewer that holds nothing.</summary>
    private const long Nothing = -1;

    /// <summary>Stands for that of a viewer that is told to fetch the head.</summary>
    private const long Lost = -2;

    private readonly Published _head = recent[^1];
    private readonly ConcurrentDictionary<long, Lazy<StreamMessage>> _byFrom = new();

    /// <summary>The whole head.</summary>
    public StreamMessage Snapshot => _byFrom.TryGetValue(Nothing, out var made)
        ? made.Value
        : _byFrom.GetOrAdd(Nothing, new Lazy<StreamMessage>(EncodeSnapshot)).Value;

    /// <summary>What a viewer that holds a publication needs to hold the head.</summary>
    /// <param name="held">What the viewer holds; null for nothing.</param>
    /// <param name="fetchesWhole">A viewer that held something fetches the whole head by itself, and is only told to.</param>
    public StreamMessage For(StreamId? held, bool fetchesWhole = false)
    {
        if (held is not { } id)
            return Snapshot;
        if (id.JournalId != _head.Id.JournalId)
            return Whole(fetchesWhole);
        if (!_byFrom.TryGetValue(id.Seq, out var made)) // found for all viewers but the first: no closure, nothing allocated
            return IndexOf(id.Seq) is var index && index < 0 ? Whole(fetchesWhole) : Told(First(id.Seq, index), fetchesWhole);
        return Told(made.Value, fetchesWhole);
    }

    private StreamMessage Told(StreamMessage message, bool fetchesWhole) =>
        message.Kind == StreamMessageKind.Snapshot ? Whole(fetchesWhole) : message;

    private StreamMessage Whole(bool fetchesWhole) =>
        fetchesWhole ? _byFrom.GetOrAdd(Lost, new Lazy<StreamMessage>(EncodeLost)).Value : Snapshot;

    private StreamMessage EncodeLost() => new(StreamMessageKind.Lost, ServerSentEvent.Encode("lost", _head.Id, "{}"u8));

    private StreamMessage First(long seq, int index) => _byFrom.GetOrAdd(seq, new Lazy<StreamMessage>(() => EncodeFrame(index))).Value;

    private int IndexOf(long seq)
    {
        for (var i = recent.Count - 2; i >= 0; i--)
        {
            if (recent[i].Seq == seq)
                return i;
        }

        return -1;
    }

    private StreamMessage EncodeFrame(int index)
    {
        var from = recent[index];
        var rewindTo = recent.Skip(index + 1).Min(static p => p.RewindTo);
        var json = FrameWriter.Write(from.Picture, _head.Picture, from.Seq, _head.Seq, rewindTo, _head.Confirmed);
        var merged = index < recent.Count - 2;
        var message = new StreamMessage(
            merged ? StreamMessageKind.Merged : StreamMessageKind.Frame,
            ServerSentEvent.Encode("frame", _head.Id, json));

        // A frame that is all terms can't be larger than all terms and results, unless much is gone: only then weigh the two.
        return from.Picture.Rows.Count > _head.Picture.Rows.Count && Snapshot.Bytes.Length < message.Bytes.Length ? Snapshot : message;
    }

    private StreamMessage EncodeSnapshot()
    {
        var heatmap = heatmaps.Json(_head.Picture).Span;
        var seq = System.Text.Encoding.ASCII.GetBytes(string.Create(System.Globalization.CultureInfo.InvariantCulture, $",\"seq\":{_head.Seq}}}"));
        var data = new byte[heatmap.Length - 1 + seq.Length];
        heatmap[..^1].CopyTo(data);
        seq.CopyTo(data.AsSpan(heatmap.Length - 1));
        return new StreamMessage(StreamMessageKind.Snapshot, ServerSentEvent.Encode("snapshot", _head.Id, data));
    }
}
