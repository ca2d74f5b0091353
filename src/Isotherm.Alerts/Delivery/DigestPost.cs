using Isotherm.Alerts.Channels;
using Isotherm.Alerts.Messages;
using Microsoft.Extensions.Logging;

namespace Isotherm.Alerts.Delivery;

/// <summary>
/// The all-is-well digest, sent straight to a channel and not through the outbox: when it stays away, something between rules and
/// receiver is broken. One that fails is not sent again; its absence is the message.
/// </summary>
/// <param name="sender">Sends.</param>
/// <param name="channels">Knows the channel.</param>
/// <param name="channel">The channel's id.</param>
/// <param name="every">At least a minute; usually a day.</param>
/// <param name="compose">The digest of now; null when there is nothing well to say.</param>
/// <param name="time">The clock.</param>
/// <param name="log">Gets ids and statuses.</param>
public sealed class DigestPost(
    IChannelSender sender, IChannelDirectory channels, string channel, TimeSpan every, Func<AlertMessage?> compose, TimeProvider time, ILogger<DigestPost> log)
{
    /// <summary>Runs until cancelled, the first digest after one interval.</summary>
    public async Task RunAsync(CancellationToken ct)
    {
        using var timer = new PeriodicTimer(every < TimeSpan.FromMinutes(1) ? TimeSpan.FromMinutes(1) : every, time);
        try
        {
            while (await timer.WaitForNextTickAsync(ct).ConfigureAwait(false))
            {
                if (compose() is { } digest && channels.Find(channel) is { Enabled: true } to
                    && await sender.SendAsync(to, [digest], ct).ConfigureAwait(false) is not SendResult.Taken and var result)
                    DeliveryLog.DigestFailed(log, channel, result.GetType().Name);
            }
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            // Asked to end.
            return;
        }
    }
}
