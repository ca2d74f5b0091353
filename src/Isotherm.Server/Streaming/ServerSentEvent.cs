using System.Text;

namespace Isotherm.Server.Streaming;

/// <summary>Bytes of server-sent events (WHATWG HTML, 9.2). Data is one line of JSON.</summary>
internal static class ServerSentEvent
{
    /// <summary>The first write of a stream: headers leave with it.</summary>
    public static readonly ReadOnlyMemory<byte> Hello = ": ok\n\n"u8.ToArray();

    /// <summary>One event.</summary>
    /// <param name="type">Event type.</param>
    /// <param name="id">Event id; null leaves the last one standing.</param>
    /// <param name="data">JSON without a line break.</param>
    public static byte[] Encode(string type, StreamId? id, ReadOnlySpan<byte> data)
    {
        var head = Encoding.UTF8.GetBytes(id is null ? $"event: {type}\ndata: " : $"event: {type}\nid: {id}\ndata: ");
        var bytes = new byte[head.Length + data.Length + 2];
        head.CopyTo(bytes, 0);
        data.CopyTo(bytes.AsSpan(head.Length));
        bytes[^2] = (byte)'\n';
        bytes[^1] = (byte)'\n';
        return bytes;
    }
}
