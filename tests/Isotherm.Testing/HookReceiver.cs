using System.Collections.Immutable;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Isotherm.Testing;

/// <summary>A webhook's endpoint at loopback that records what comes and misbehaves when told to.</summary>
public sealed class HookReceiver : IAsyncDisposable
{
    private const string HeadEnd = "\r\n\r\n";

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Lock _recording = new();
    private readonly Task _listening;
    private volatile TaskCompletionSource _came = New();

    /// <summary>Listens at a free port.</summary>
    public HookReceiver()
    {
        _listener.Start();
        _listening = Task.Run(ListenAsync);
    }

    /// <summary><c>host:port</c>.</summary>
    public string Target => $"127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}";

    /// <summary>Where to post.</summary>
    public string Url => $"http://{Target}/hook";

    /// <summary>How it treats who comes from now on.</summary>
    public HookManner Manner { get; set; }

    /// <summary>All that came, in the order of arrival.</summary>
    public ImmutableArray<HookCall> Calls { get; private set; } = [];

    /// <summary>Those that were answered with 200.</summary>
    public IEnumerable<HookCall> Taken => Calls.Where(static call => call.Taken);

    /// <summary>Waits until what came is as wanted.</summary>
    public async Task<IReadOnlyList<HookCall>> WaitAsync(Func<ImmutableArray<HookCall>, bool> wanted, TimeSpan patience, CancellationToken ct)
    {
        while (true)
        {
            var next = _came.Task;
            if (Calls is var calls && wanted(calls))
                return calls;
            await next.WaitAsync(patience, ct);
        }
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        await _listening.WaitAsync(CancellationToken.None).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stop.Dispose();
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private async Task ListenAsync()
    {
        while (!_stop.IsCancellationRequested)
        {
            var client = await _listener.AcceptTcpClientAsync(_stop.Token);
            _ = Task.Run(() => ServeAsync(client));
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using (client)
        {
            try
            {
                client.NoDelay = true;
                var stream = client.GetStream();
                while (await ReadAsync(stream) is { } request)
                    await TreatAsync(client, stream, request);
            }
            catch (Exception gone) when (gone is IOException or OperationCanceledException or ObjectDisposedException or SocketException)
            {
                return; // who comes may leave at any time, and so may we
            }
        }
    }

    private async Task TreatAsync(TcpClient client, NetworkStream stream, (string Head, string Body, long At) request)
    {
        var manner = Manner;
        string Header(string name) => request.Head.Split("\r\n").FirstOrDefault(line => line.StartsWith(name + ":", StringComparison.OrdinalIgnoreCase))?[(name.Length + 1)..].Trim() ?? "";
        lock (_recording)
        {
            Calls = Calls.Add(new HookCall(
                Calls.Length, Header("webhook-id"), Header("webhook-signature"), Header("webhook-timestamp"), request.Body, manner == HookManner.Takes, request.At));
        }

        switch (manner)
        {
            case HookManner.Resets:
                client.LingerState = new LingerOption(true, 0);
                client.Close();
                break;
            case HookManner.Hangs:
                await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, _stop.Token);
                break;
            default:
                var (status, more) = manner switch
                {
                    HookManner.Takes => ("200 OK", ""),
                    HookManner.AsksForSilence => ("429 Too Many Requests", "Retry-After: 1\r\n"),
                    HookManner.IsGone => ("410 Gone", ""),
                    _ => ("500 Internal Server Error", ""),
                };
                await stream.WriteAsync(Encoding.ASCII.GetBytes($"HTTP/1.1 {status}\r\n{more}Content-Length: 2\r\n\r\nok"), _stop.Token);
                break;
        }

        Interlocked.Exchange(ref _came, New()).TrySetResult();
    }

    private async Task<(string Head, string Body, long At)?> ReadAsync(NetworkStream stream)
    {
        List<byte> bytes = [];
        var buffer = new byte[16 * 1024];
        var at = 0L;
        while (true)
        {
            var read = await stream.ReadAsync(buffer, _stop.Token);
            if (read == 0)
                return null;
            at = at == 0 ? TimeProvider.System.GetTimestamp() : at;
            bytes.AddRange(buffer.AsSpan(0, read));
            var text = Encoding.Latin1.GetString([.. bytes]);
            var end = text.IndexOf(HeadEnd, StringComparison.Ordinal);
            if (end < 0)
                continue;
            var head = text[..end];
            var length = head.Split("\r\n").FirstOrDefault(static line => line.StartsWith("Content-Length:", StringComparison.OrdinalIgnoreCase)) ?? "Content-Length: 0";
            var wanted = end + HeadEnd.Length + int.Parse(length["Content-Length:".Length..], NumberStyles.AllowLeadingWhite, CultureInfo.InvariantCulture);
            if (bytes.Count >= wanted)
                return (head, Encoding.UTF8.GetString(bytes.GetRange(end + HeadEnd.Length, wanted - end - HeadEnd.Length).ToArray()), at);
        }
    }
}
