namespace Isotherm.Server.Streaming;

/// <summary>One viewer's stream: at most one message in flight, then whatever leads to the head by then.</summary>
/// <param name="hub">Where publications come from.</param>
/// <param name="time">The clock.</param>
/// <param name="fetchesWhole">Where nothing leads on from what the viewer holds, it fetches the head by itself.</param>
internal sealed class ViewerSession(FrameHub hub, TimeProvider time, bool fetchesWhole = false)
{
    /// <summary>A write that takes longer ends the session.</summary>
    public static readonly TimeSpan StallLimit = TimeSpan.FromSeconds(30);

    /// <summary>Writes until cancelled.</summary>
    /// <param name="body">The response.</param>
    /// <param name="held">What the viewer holds; null for nothing.</param>
    /// <param name="ct">The viewer left or the server stops.</param>
    /// <exception cref="TimeoutException">A write stalled for longer than <see cref="StallLimit"/>.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public async Task RunAsync(Stream body, StreamId? held, CancellationToken ct)
    {
        await WriteAsync(body, ServerSentEvent.Hello, ct);
        var beat = -1L;
        while (true)
        {
            var state = hub.Current;
            if (state.Head is { } head && head.Id != held)
            {
                await SendAsync(body, state.Encoded!.For(held, fetchesWhole), ct);
                held = head.Id;
            }

            if (state.Heartbeat is { } heartbeat && state.Beat != beat)
            {
                await SendAsync(body, heartbeat, ct);
                beat = state.Beat;
            }

            await state.NextAsync(ct);
        }
    }

    private async Task SendAsync(Stream body, StreamMessage message, CancellationToken ct)
    {
        await WriteAsync(body, message.Bytes, ct);
        hub.Sent(message);
    }

    private async Task WriteAsync(Stream body, ReadOnlyMemory<byte> bytes, CancellationToken ct)
    {
        await InTimeAsync(body.WriteAsync(bytes, ct).AsTask(), ct);
        await InTimeAsync(body.FlushAsync(ct), ct);
    }

    private Task InTimeAsync(Task write, CancellationToken ct) =>
        write.IsCompleted ? write : write.WaitAsync(StallLimit, time, ct);
}
