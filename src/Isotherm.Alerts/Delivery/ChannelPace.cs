using Isotherm.Alerts.Channels;

namespace Isotherm.Alerts.Delivery;

/// <summary>How fast a channel may be used, below what its service documents.</summary>
/// <param name="PerSecond">Requests a second, over time.</param>
/// <param name="Burst">Requests at once after a rest.</param>
/// <param name="Parallel">Requests in flight.</param>
/// <param name="Gathering">What happens to many messages.</param>
public sealed record ChannelPace(double PerSecond, int Burst, int Parallel, Gathering Gathering)
{
    /// <summary>
    /// The usual: Slack takes 1 a second and webhook, Discord 30 a minute and webhook, Telegram 20 a minute and group, PagerDuty 120 a
    /// minute and key.
    /// </summary>
    public static ChannelPace Of(ChannelKind kind) => kind switch
    {
        ChannelKind.Webhook => new(50, 100, 8, Gathering.None),
        ChannelKind.Mail => new(0.5, 5, 1, Gathering.RollUp),
        ChannelKind.Slack => new(0.9, 1, 1, Gathering.RollUp),
        ChannelKind.Discord => new(0.45, 3, 1, Gathering.RollUp),
        ChannelKind.Telegram => new(0.3, 2, 1, Gathering.RollUp),
        ChannelKind.PagerDuty => new(1.9, 10, 2, Gathering.None),
        ChannelKind.Alertmanager => new(10, 20, 1, Gathering.Batch),
        _ => new(200, 400, 1, Gathering.RollUp),
    };
}
