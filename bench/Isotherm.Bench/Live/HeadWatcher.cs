using System.Collections.Concurrent;
using System.Net.WebSockets;
using System.Text.Json;
using Isotherm.Chains.Evm;

namespace Isotherm.Bench.Live;

/// <summary>A subscriber of the node's own <c>newHeads</c> that knows nothing of Isotherm: when it saw which block.</summary>
internal sealed class HeadWatcher : IAsyncDisposable
{
    private readonly ClientWebSocket _socket = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentDictionary<ulong, double> _seen = new();
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Unix milliseconds at which each block was announced, by number.</summary>
    public IReadOnlyDictionary<ulong, double> Seen => _seen;

    /// <summary>Subscribes.</summary>
    public async Task StartAsync(Uri node, CancellationToken ct)
    {
        await _socket.ConnectAsync(node, ct);
        await _socket.SendAsync("""{"jsonrpc":"2.0","id":1,"method":"eth_subscribe","params":["newHeads"]}"""u8.ToArray(), WebSocketMessageType.Text, true, ct);
        _ = Task.Run(() => ReadAsync(_stop.Token), CancellationToken.None);
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _ended.Task.WaitAsync(TimeSpan.FromSeconds(10), TimeProvider.System);
        _socket.Dispose();
        _stop.Dispose();
    }

    private async Task ReadAsync(CancellationToken ct)
    {
        var buffer = new byte[1 << 16];
        try
        {
            while (!ct.IsCancellationRequested)
                Note(buffer.AsMemory(0, await ReceiveAsync(buffer, ct)));
        }
        catch (OperationCanceledException)
        {
            // The measurement is over.
        }
        finally
        {
            _ended.SetResult();
        }
    }

    private async Task<int> ReceiveAsync(byte[] buffer, CancellationToken ct)
    {
        var length = 0;
        while (true)
        {
            var part = await _socket.ReceiveAsync(buffer.AsMemory(length), ct);
            length += part.Count;
            if (part.EndOfMessage)
                return length;
        }
    }

    private void Note(ReadOnlyMemory<byte> text)
    {
        var now = (TimeProvider.System.GetUtcNow() - DateTimeOffset.UnixEpoch).TotalMilliseconds;
        using var message = JsonDocument.Parse(text);
        if (message.RootElement.TryGetProperty("params", out var parameters) && Hex.TryQuantity(parameters.GetProperty("result").GetProperty("number"), out var number))
            _seen[number] = now;
    }
}
