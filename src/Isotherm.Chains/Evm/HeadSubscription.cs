using System.Buffers;
using System.Net.WebSockets;
using System.Text.Json;
using System.Threading.Channels;

namespace Isotherm.Chains.Evm;

/// <summary>
/// Listens to <c>eth_subscribe newHeads</c> over WebSocket and reconnects by itself. It only hints that there is something to read:
/// whoever waits must also poll, since a subscription may fall silent without an error.
/// </summary>
public sealed class HeadSubscription : IAsyncDisposable
{
    private const int MaxMessageBytes = 1 << 20;
    private static readonly byte[] Subscribe = """{"jsonrpc":"2.0","id":1,"method":"eth_subscribe","params":["newHeads"]}"""u8.ToArray();
    private readonly Channel<HeadNotice> _heads = Channel.CreateBounded<HeadNotice>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropOldest, SingleWriter = true });
    private readonly CancellationTokenSource _stop = new();
    private readonly Uri _url;
    private readonly TimeSpan _silence;
    private readonly TimeProvider _time;
    private readonly SemaphoreSlim _ended = new(0, 1);
    private volatile string? _lastError;

    /// <summary>Starts to listen.</summary>
    /// <param name="url">ws or wss.</param>
    /// <param name="silence">Without a message for this long the connection is made anew.</param>
    /// <param name="time">The clock.</param>
    public HeadSubscription(Uri url, TimeSpan silence, TimeProvider time)
    {
        _url = url;
        _silence = silence;
        _time = time;
        _ = Task.Run(() => RunAsync(_stop.Token));
    }

    /// <summary>Why the connection last broke; null while it works.</summary>
    public string? LastError => _lastError;

    /// <summary>Waits for the next announcement.</summary>
    /// <param name="limit">How long at most.</param>
    /// <param name="cancellation">Cancels the wait.</param>
    /// <returns>The newest announcement not yet taken; null when the limit passed.</returns>
    public async Task<HeadNotice?> NextAsync(TimeSpan limit, CancellationToken cancellation)
    {
        using var timeout = new CancellationTokenSource(limit, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellation);
        try
        {
            return await _heads.Reader.ReadAsync(either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return null;
        }
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync().ConfigureAwait(false);
        await _ended.WaitAsync(CancellationToken.None).ConfigureAwait(false);
        _ended.Dispose();
        _stop.Dispose();
    }

    private async Task RunAsync(CancellationToken cancellation)
    {
        for (var attempt = 0; !cancellation.IsCancellationRequested; attempt++)
        {
            try
            {
                using var socket = new ClientWebSocket();
                using var silence = new CancellationTokenSource(_silence, _time);
                using var either = CancellationTokenSource.CreateLinkedTokenSource(silence.Token, cancellation);
                await socket.ConnectAsync(_url, either.Token).ConfigureAwait(false);
                await socket.SendAsync(Subscribe, WebSocketMessageType.Text, true, either.Token).ConfigureAwait(false);
                while (await MessageAsync(socket, either.Token).ConfigureAwait(false) is { } message)
                {
                    silence.CancelAfter(_silence);
                    if (Hear(message))
                    {
                        attempt = 0;
                        _lastError = null;
                    }
                }

                _lastError = "the node closed the subscription";
            }
            catch (OperationCanceledException)
            {
                _lastError = "no announcement came for a while";
            }
            catch (Exception e)
            {
                // Whatever broke this connection, the loop goes on with another one, and polling covers the meantime.
                _lastError = e is JsonException ? "the node announced something that is not JSON" : $"the subscription broke ({e.GetType().Name})";
            }

            if (!cancellation.IsCancellationRequested)
            {
                var wait = TimeSpan.FromMilliseconds(Math.Min(10_000, 250 * Math.Pow(2, Math.Min(attempt, 10))) * (0.5 + (Random.Shared.NextDouble() / 2)));
                await Task.Delay(wait, _time, cancellation).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }

        _ended.Release();
    }

    private static async Task<ReadOnlyMemory<byte>?> MessageAsync(ClientWebSocket socket, CancellationToken cancellation)
    {
        var buffer = new ArrayBufferWriter<byte>(4096);
        while (true)
        {
            var part = await socket.ReceiveAsync(buffer.GetMemory(4096), cancellation).ConfigureAwait(false);
            if (part.MessageType == WebSocketMessageType.Close)
            {
                return null;
            }

            buffer.Advance(part.Count);
            if (buffer.WrittenCount > MaxMessageBytes)
            {
                throw new IOException($"A message of more than {MaxMessageBytes} bytes.");
            }

            if (part.EndOfMessage)
            {
                return buffer.WrittenMemory;
            }
        }
    }

    private bool Hear(ReadOnlyMemory<byte> message)
    {
        var root = JsonElement.Parse(message.Span);
        if (root.ValueKind == JsonValueKind.Object && root.TryGetProperty("params", out var parameters) && parameters.ValueKind == JsonValueKind.Object
            && parameters.TryGetProperty("result", out var head) && EvmJson.Header(head) is { } header)
        {
            return _heads.Writer.TryWrite(new HeadNotice(header.Number, header.Hash, _time.GetUtcNow()));
        }

        return false;
    }
}
