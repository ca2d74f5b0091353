using Isotherm.Alerts.Messages;

namespace Isotherm.Alerts.Channels;

/// <summary>Brings messages to a channel's endpoint, once, without trying again.</summary>
public interface IChannelSender
{
    /// <summary>Sends.</summary>
    /// <param name="channel">Where to.</param>
    /// <param name="messages">One; several only where the kind takes several (<see cref="Delivery.ChannelPace"/>).</param>
    /// <param name="ct">Cancels it; then it may or may not have arrived.</param>
    Task<SendResult> SendAsync(Channel channel, IReadOnlyList<AlertMessage> messages, CancellationToken ct);
}
