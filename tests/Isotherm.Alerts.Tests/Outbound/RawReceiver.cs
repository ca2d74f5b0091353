using System.Net;
using System.Net.Sockets;
using System.Text;
using Isotherm.Alerts.Outbound;
using Isotherm.Alerts.Tests.Channels;

namespace Isotherm.Alerts.Tests.Outbound;

/// <summary>Answers each connection with the same bytes and then holds it open.</summary>
internal sealed class RawReceiver : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();
    private readonly byte[] _answer;
    private readonly List<Task> _clients = [];
    private Task _loop = Task.CompletedTask;

    private RawReceiver(string answer) => _answer = Encoding.Latin1.GetBytes(answer);

    public Uri Url => new($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/hook");

    public string LastRequest { get; private set; } = "";

    public static Task<RawReceiver> StartAsync(string answer)
    {
        var receiver = new RawReceiver(answer);
        receiver._listener.Start();
        receiver._loop = receiver.AcceptAsync();
        return Task.FromResult(receiver);
    }

    public OutboundHttp Http(TimeSpan? requestTimeout = null, TimeProvider? time = null)
    {
        var policy = Sample.Local($"127.0.0.1:{Url.Port}") with { RequestTimeout = requestTimeout ?? TimeSpan.FromSeconds(10) };
        return new OutboundHttp(new OutboundDialer(policy, new SystemResolver(), time ?? TimeProvider.System), time ?? TimeProvider.System);
    }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        _listener.Stop();
        await _loop;
        await Task.WhenAll(_clients);
        _end.Dispose();
    }

    private async Task AcceptAsync()
    {
        while (!_end.IsCancellationRequested)
        {
            try
            {
                _clients.Add(AnswerAsync(await _listener.AcceptTcpClientAsync(_end.Token)));
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }

    private async Task AnswerAsync(TcpClient client)
    {
        using (client)
        {
            try
            {
                var buffer = new byte[65_536];
                var length = await client.GetStream().ReadAsync(buffer, _end.Token);
                LastRequest = Encoding.Latin1.GetString(buffer, 0, length);
                await client.GetStream().WriteAsync(_answer, _end.Token);
                while (await client.GetStream().ReadAsync(buffer, _end.Token) > 0)
                {
                    // Held open until the other side or the test ends.
                }
            }
            catch (Exception gone) when (gone is IOException or OperationCanceledException)
            {
                // The client has seen enough, or the test is over.
                return;
            }
        }
    }
}
