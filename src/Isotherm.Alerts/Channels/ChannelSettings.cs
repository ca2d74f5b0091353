namespace Isotherm.Alerts.Channels;

/// <summary>What a channel's kind needs; closed.</summary>
public abstract record ChannelSettings
{
    private protected ChannelSettings()
    {
    }

    /// <summary>The kind that these settings are for.</summary>
    public abstract ChannelKind Kind { get; }

    /// <summary>Secrets by their names in JSON; those that are not set are left out.</summary>
    public virtual IEnumerable<KeyValuePair<string, Secret>> Secrets => [];

    private protected static IEnumerable<KeyValuePair<string, Secret>> Named(params (string Name, Secret? Value)[] secrets) =>
        secrets.Where(s => s.Value is not null).Select(s => new KeyValuePair<string, Secret>(s.Name, s.Value!));
}

/// <summary>An endpoint for signed webhooks.</summary>
/// <param name="Url">As <see cref="Outbound.TargetUrl"/> has checked it.</param>
/// <param name="Secret">Signs; <c>whsec_</c> and 24–64 bytes in base64.</param>
/// <param name="Previous">Signs too while a rotation lasts; null at other times.</param>
public sealed record WebhookSettings(Uri Url, Secret Secret, Secret? Previous = null) : ChannelSettings
{
    /// <inheritdoc />
    public override ChannelKind Kind => ChannelKind.Webhook;

    /// <inheritdoc />
    public override IEnumerable<KeyValuePair<string, Secret>> Secrets => Named(("secret", Secret), ("previous", Previous));
}

/// <summary>A mail server and who gets the mail.</summary>
/// <param name="Host">Name or literal address.</param>
/// <param name="Port">1–65535.</param>
/// <param name="Security">How the connection is protected.</param>
/// <param name="UserName">Null for a server that asks for none.</param>
/// <param name="Password">Null as <paramref name="UserName"/>.</param>
/// <param name="From">An address.</param>
/// <param name="To">1–10 addresses.</param>
public sealed record MailSettings(string Host, int Port, MailSecurity Security, string? UserName, Secret? Password, string From, IReadOnlyList<string> To)
    : ChannelSettings
{
    /// <inheritdoc />
    public override ChannelKind Kind => ChannelKind.Mail;

    /// <inheritdoc />
    public override IEnumerable<KeyValuePair<string, Secret>> Secrets => Named(("password", Password));
}

/// <summary>A Slack incoming webhook; its URL is all that it takes to post, so it is a secret.</summary>
/// <param name="Url">The address that Slack gives.</param>
public sealed record SlackSettings(Secret Url) : ChannelSettings
{
    /// <inheritdoc />
    public override ChannelKind Kind => ChannelKind.Slack;

    /// <inheritdoc />
    public override IEnumerable<KeyValuePair<string, Secret>> Secrets => Named(("url", Url));
}

/// <summary>A Discord webhook; its URL is a secret as Slack's is.</summary>
/// <param name="Url">The address that Discord gives.</param>
public sealed record DiscordSettings(Secret Url) : ChannelSettings
{
    /// <inheritdoc />
    public override ChannelKind Kind => ChannelKind.Discord;

    /// <inheritdoc />
    public override IEnumerable<KeyValuePair<string, Secret>> Secrets => Named(("url", Url));
}

/// <summary>A Telegram bot and a chat that it may write to.</summary>
/// <param name="BotToken">The token that BotFather gives.</param>
/// <param name="ChatId">A number, or <c>@</c> and a channel's name.</param>
public sealed record TelegramSettings(Secret BotToken, string ChatId) : ChannelSettings
{
    /// <inheritdoc />
    public override ChannelKind Kind => ChannelKind.Telegram;

    /// <inheritdoc />
    public override IEnumerable<KeyValuePair<string, Secret>> Secrets => Named(("botToken", BotToken));
}

/// <summary>A PagerDuty service's integration.</summary>
/// <param name="RoutingKey">32 characters.</param>
public sealed record PagerDutySettings(Secret RoutingKey) : ChannelSettings
{
    /// <inheritdoc />
    public override ChannelKind Kind => ChannelKind.PagerDuty;

    /// <inheritdoc />
    public override IEnumerable<KeyValuePair<string, Secret>> Secrets => Named(("routingKey", RoutingKey));
}

/// <summary>A Prometheus Alertmanager.</summary>
/// <param name="Url">Its base address; <c>/api/v2/alerts</c> is appended.</param>
/// <param name="UserName">For basic authentication; null for none.</param>
/// <param name="Password">Null as <paramref name="UserName"/>.</param>
public sealed record AlertmanagerSettings(Uri Url, string? UserName = null, Secret? Password = null) : ChannelSettings
{
    /// <inheritdoc />
    public override ChannelKind Kind => ChannelKind.Alertmanager;

    /// <inheritdoc />
    public override IEnumerable<KeyValuePair<string, Secret>> Secrets => Named(("password", Password));
}

/// <summary>Notices in the owner's open page.</summary>
public sealed record BrowserSettings : ChannelSettings
{
    /// <inheritdoc />
    public override ChannelKind Kind => ChannelKind.Browser;
}
