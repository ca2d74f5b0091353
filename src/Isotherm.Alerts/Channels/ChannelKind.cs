namespace Isotherm.Alerts.Channels;

/// <summary>Where a channel leads. In JSON the lower-case name.</summary>
public enum ChannelKind : byte
{
    /// <summary>HTTP POST, signed as Standard Webhooks says.</summary>
    Webhook = 0,

    /// <summary>E-mail by SMTP.</summary>
    Mail = 1,

    /// <summary>Slack incoming webhook.</summary>
    Slack = 2,

    /// <summary>Discord webhook.</summary>
    Discord = 3,

    /// <summary>Telegram bot.</summary>
    Telegram = 4,

    /// <summary>PagerDuty Events API v2.</summary>
    PagerDuty = 5,

    /// <summary>Prometheus Alertmanager, API v2.</summary>
    Alertmanager = 6,

    /// <summary>The page itself.</summary>
    Browser = 7,
}
