using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Isotherm.Integration.Tests.Browser;

/// <summary>
/// A TCP relay between a page and its server that can go dead as a network does: what is open stays open and says nothing more, what
/// is opened gets no answer; when it is mended, what was open is gone. A browser's own "offline" does not cut streams that are open.
/// </summary>
internal sealed class CutWire : IAsyncDisposable
{
    private const int Buffer = 16 * 1024;

    private static readonly TimeSpan StopLimit = TimeSpan.FromSeconds(10);

    private readonly Uri _server;
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly StringBuilder _heard = new();
    private readonly Lock _gate = new();
    private readonly List<Task> _relays = [];
    private readonly Task _accepting;
    private CancellationTokenSource _alive = new();
    private TaskCompletionSource _mended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private bool _dead;

    private CutWire(Uri server)
    {
        _server = server;
        _listener.Start();
        Address = new Uri($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}");
        _accepting = AcceptAsync();
    }

    public Uri Address { get; }

    /// <summary>What the server sent since the wire was mended last.</summary>
    public string Heard
    {
        get
        {
            lock (_gate)
                return _heard.ToString();
        }
    }

    public static CutWire To(Uri server) => new(server);

    /// <summary>From now on nothing passes.</summary>
    public void Cut()
    {
        lock (_gate)
            _dead = true;
        _alive.Cancel();
    }

    /// <summary>What is opened from now on passes; what was open before ends.</summary>
    public void Mend()
    {
        TaskCompletionSource mended;
        lock (_gate)
        {
            (mended, _mended) = (_mended, new(TaskCreationOptions.RunContinuationsAsynchronously));
            _alive = new();
            _heard.Clear();
            _dead = false;
        }

        mended.SetResult();
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        await _accepting.WaitAsync(StopLimit);
        await Task.WhenAll(_relays);
        _alive.Dispose();
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                var client = await _listener.AcceptTcpClientAsync(_stop.Token);
                _relays.Add(RelayAsync(client));
            }
            catch (OperationCanceledException) when (_stop.IsCancellationRequested)
            {
                return;
            }
        }
    }

    // Dead connections stay open until the wire is mended: neither side is told.
    private async Task RelayAsync(TcpClient client)
    {
        using (client)
        using (var server = new TcpClient())
        {
            CancellationToken alive;
            Task mended;
            lock (_gate)
                (alive, mended) = (_dead ? new CancellationToken(canceled: true) : _alive.Token, _mended.Task);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(alive, _stop.Token);
            try
            {
                await server.ConnectAsync(_server.Host, _server.Port, either.Token);
                var ended = Task.WhenAny(
                    PassAsync(client.GetStream(), server.GetStream(), note: false, either.Token),
                    PassAsync(server.GetStream(), client.GetStream(), note: true, either.Token));
                await await ended;
            }
            catch (Exception e) when (e is OperationCanceledException or IOException or SocketException)
            {
                // Cut, or one side hung up.
                if (!_stop.IsCancellationRequested && alive.IsCancellationRequested)
                    await UntilStoppedOrAsync(mended);
            }
        }
    }

    private async Task UntilStoppedOrAsync(Task mended)
    {
        try
        {
            await mended.WaitAsync(_stop.Token);
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            // The test is over.
        }
    }

    private async Task PassAsync(NetworkStream from, NetworkStream to, bool note, CancellationToken cancellation)
    {
        var bytes = new byte[Buffer];
        while (await from.ReadAsync(bytes, cancellation) is var count and > 0)
        {
            if (note)
            {
                lock (_gate)
                    _heard.Append(Encoding.Latin1.GetString(bytes, 0, count));
            }

            await to.WriteAsync(bytes.AsMemory(0, count), cancellation);
        }
    }
}
