namespace Isotherm.Alerts.Channels;

/// <summary>What senders know of the world besides channels.</summary>
public sealed record SenderOptions
{
    /// <summary>The server's public address: links in messages, and the domain of a mail's Message-ID.</summary>
    public required Uri PublicAddress { get; init; }

    /// <summary>Telegram's bot API; another for a bot server of one's own.</summary>
    public Uri TelegramApi { get; init; } = new("https://api.telegram.org");

    /// <summary>PagerDuty's Events API; another for its European region.</summary>
    public Uri PagerDutyApi { get; init; } = new("https://events.pagerduty.com");
}
