using Isotherm.Alerts.Channels;
using Isotherm.Alerts.Outbound;
using Microsoft.Extensions.Logging;

namespace Isotherm.Alerts.Delivery;

/// <summary>
/// Calls a URL while all is well, by a path that needs neither outbox nor pump. Whoever watches that URL hears of our silence; a ping
/// that fails is not made up for.
/// </summary>
/// <param name="http">Its way out, under the same policy.</param>
/// <param name="url">A watcher's address; often a secret in its path.</param>
/// <param name="every">At least 10 s; usually a few minutes.</param>
/// <param name="isWell">Whether to ping now.</param>
/// <param name="time">The clock.</param>
/// <param name="log">Never gets the URL.</param>
public sealed class DeadManPing(OutboundHttp http, Secret url, TimeSpan every, Func<bool> isWell, TimeProvider time, ILogger<DeadManPing> log)
{
    /// <summary>The shortest interval.</summary>
    public static readonly TimeSpan Shortest = TimeSpan.FromSeconds(10);

    private long _sent, _failed;

    /// <summary>Pings that were taken.</summary>
    public long Sent => Interlocked.Read(ref _sent);

    /// <summary>Pings that were not.</summary>
    public long Failed => Interlocked.Read(ref _failed);

    /// <summary>Runs until cancelled, the first ping at once.</summary>
    public async Task RunAsync(CancellationToken ct)
    {
        using var timer = new PeriodicTimer(every < Shortest ? Shortest : every, time);
        try
        {
            do
            {
                if (isWell())
                    await PingAsync(ct).ConfigureAwait(false);
            }
            while (await timer.WaitForNextTickAsync(ct).ConfigureAwait(false));
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            // Asked to end.
            return;
        }
    }

    private async Task PingAsync(CancellationToken ct)
    {
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(url.Reveal()));
            var answer = await http.SendAsync(request, ct).ConfigureAwait(false);
            if (answer.Status is >= 200 and < 300)
            {
                Interlocked.Increment(ref _sent);
                return;
            }

            Fail($"status {answer.Status}");
        }
        catch (Exception none) when (none is OutboundRefusedException or HttpRequestException or TimeoutException)
        {
            Fail(none.GetType().Name);
        }
    }

    private void Fail(string why)
    {
        Interlocked.Increment(ref _failed);
        DeliveryLog.PingFailed(log, why);
    }
}
