using System.Net;
using System.Net.Sockets;

namespace Isotherm.Alerts.Tests.Outbound;

/// <summary>Listens on an address and sees each connection.</summary>
internal sealed class CountingListener : IAsyncDisposable
{
    private readonly TcpListener _listener;
    private readonly CancellationTokenSource _end = new();
    private readonly Task _loop;
    private readonly TaskCompletionSource _first = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _seen;

    public CountingListener(IPAddress address, int port = 0)
    {
        _listener = new TcpListener(address, port);
        _listener.Start();
        Port = ((IPEndPoint)_listener.LocalEndpoint).Port;
        _loop = AcceptAsync();
    }

    public int Port { get; }

    public int Seen => Volatile.Read(ref _seen);

    /// <summary>Ends with the first connection.</summary>
    public Task FirstAsync() => _first.Task.WaitAsync(TimeSpan.FromSeconds(20), TimeProvider.System);

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        _listener.Stop();
        await _loop;
        _end.Dispose();
    }

    private async Task AcceptAsync()
    {
        while (!_end.IsCancellationRequested)
        {
            try
            {
                using var client = await _listener.AcceptTcpClientAsync(_end.Token);
                Interlocked.Increment(ref _seen);
                _first.TrySetResult();
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }
}
