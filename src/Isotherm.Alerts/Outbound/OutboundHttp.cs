using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Text;

namespace Isotherm.Alerts.Outbound;

/// <summary>
/// HTTP to targets that accounts name: through <see cref="OutboundDialer"/>; no redirect, proxy, cookie, credential of the machine or
/// compression; a limited answer; connections live two minutes at most, so that a changed name is asked again.
/// </summary>
public sealed class OutboundHttp : IDisposable
{
    private const int HeaderKilobytes = 16;
    private const int ConnectionsPerServer = 16;

    private readonly OutboundDialer _dialer;
    private readonly TimeProvider _time;
    private readonly HttpMessageInvoker _invoker;

    /// <summary>Makes it.</summary>
    /// <param name="dialer">Opens connections.</param>
    /// <param name="time">For time limits.</param>
    public OutboundHttp(OutboundDialer dialer, TimeProvider time)
    {
        _dialer = dialer;
        _time = time;
        _invoker = new HttpMessageInvoker(new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseProxy = false,
            UseCookies = false,
            AutomaticDecompression = DecompressionMethods.None,
            ActivityHeadersPropagator = null,
            MaxResponseHeadersLength = HeaderKilobytes,
            MaxConnectionsPerServer = ConnectionsPerServer,
            MaxResponseDrainSize = 0,
            PooledConnectionLifetime = TimeSpan.FromMinutes(2),
            PooledConnectionIdleTimeout = TimeSpan.FromSeconds(30),
            ConnectCallback = ConnectAsync,
            SslOptions = new SslClientAuthenticationOptions
            {
                CertificateChainPolicy = RemoteTrust.ChainPolicy(),
                RemoteCertificateValidationCallback = RemoteTrust.Of(dialer.Policy),
            },
        });
    }

    /// <summary>Sends a request.</summary>
    /// <param name="request">The caller's own; disposed of by it.</param>
    /// <param name="ct">Cancels it.</param>
    /// <exception cref="OutboundRefusedException">The policy does not open the target.</exception>
    /// <exception cref="HttpRequestException">No or no proper answer came.</exception>
    /// <exception cref="TimeoutException">It took longer than the policy allows.</exception>
    public async Task<OutboundAnswer> SendAsync(HttpRequestMessage request, CancellationToken ct)
    {
        var problem = _dialer.Policy.Check(request.RequestUri?.AbsoluteUri, out _);
        if (problem.Length > 0)
            throw new OutboundRefusedException($"The target is refused: {problem}.");
        request.Version = HttpVersion.Version11;
        using var limit = new CancellationTokenSource(_dialer.Policy.RequestTimeout, _time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, ct);
        try
        {
            using var response = await _invoker.SendAsync(request, both.Token).ConfigureAwait(false);
            var text = await CutAsync(response, both.Token).ConfigureAwait(false);
            return new OutboundAnswer((int)response.StatusCode, text, RetryAfter(response));
        }
        catch (HttpRequestException wrapped) when (wrapped.InnerException is OutboundRefusedException or TimeoutException)
        {
            throw wrapped.InnerException;
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            throw new TimeoutException($"No whole answer within {_dialer.Policy.RequestTimeout.TotalSeconds:0.#} s.");
        }
    }

    /// <inheritdoc />
    public void Dispose() => _invoker.Dispose();

    private async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken ct)
    {
        var socket = await _dialer.DialAsync(context.DnsEndPoint.Host, context.DnsEndPoint.Port, ct).ConfigureAwait(false);
        return new NetworkStream(socket, ownsSocket: true);
    }

    // The status is what counts: an answer that is slow, endless or torn after it is cut where it stands.
    private async Task<string> CutAsync(HttpResponseMessage response, CancellationToken ct)
    {
        var buffer = new byte[_dialer.Policy.AnswerBytes];
        var length = 0;
        try
        {
            var body = await response.Content.ReadAsStreamAsync(ct).ConfigureAwait(false);
            await using (body.ConfigureAwait(false))
            {
                int read;
                while (length < buffer.Length && (read = await body.ReadAsync(buffer.AsMemory(length), ct).ConfigureAwait(false)) > 0)
                    length += read;
            }
        }
        catch (Exception torn) when (torn is OperationCanceledException or IOException)
        {
            return Encoding.UTF8.GetString(buffer, 0, length) + "…";
        }

        return Encoding.UTF8.GetString(buffer, 0, length);
    }

    private TimeSpan? RetryAfter(HttpResponseMessage response)
    {
        var asked = response.Headers.RetryAfter;
        return asked?.Delta ?? (asked?.Date is { } date ? date - _time.GetUtcNow() : null);
    }
}
