using Isotherm.Alerts.Outbound;
using MimeKit;

namespace Isotherm.Alerts.Channels;

/// <summary>Reads the settings of each kind.</summary>
internal static class SettingsReader
{
    private const int LongestSecret = 512;
    private const int MostReceivers = 10;
    private const int LongestAddress = 254;

    public static (ChannelSettings? Settings, Secret? Made) Read(ChannelKind kind, ChannelReader json, ChannelSettings? before, OutboundPolicy policy)
    {
        // Listed in what the API gives; taken back so that what was read can be sent.
        _ = json.IgnoreList("secretsSet");
        return kind switch
        {
            ChannelKind.Webhook => Webhook(json, before as WebhookSettings, policy),
            ChannelKind.Mail => (Mail(json, before as MailSettings, policy), null),
            ChannelKind.Slack => (Slack(json, before as SlackSettings, policy), null),
            ChannelKind.Discord => (Discord(json, before as DiscordSettings, policy), null),
            ChannelKind.Telegram => (Telegram(json, before as TelegramSettings), null),
            ChannelKind.PagerDuty => (PagerDuty(json, before as PagerDutySettings), null),
            ChannelKind.Alertmanager => (Alertmanager(json, before as AlertmanagerSettings, policy), null),
            _ => (new BrowserSettings(), null),
        };
    }

    private static (ChannelSettings?, Secret?) Webhook(ChannelReader json, WebhookSettings? before, OutboundPolicy policy)
    {
        var url = Url(json, policy);
        var given = Given(json, "secret", WebhookSignature.IsSecret, "whsec_ and 24–64 bytes in base64, or nothing: one is made then");
        var rotate = json.Flag("rotate", false);
        var end = json.Flag("endRotation", false);
        if (url is null)
            return (null, null);
        if (before is null)
        {
            var first = given ?? WebhookSignature.Create();
            return (new WebhookSettings(url, first), given is null ? first : null);
        }

        if (rotate || given is not null)
        {
            var next = given ?? WebhookSignature.Create();
            return (new WebhookSettings(url, next, before.Secret), given is null ? next : null);
        }

        return (before with { Url = url, Previous = end ? null : before.Previous }, null);
    }

    private static MailSettings? Mail(ChannelReader json, MailSettings? before, OutboundPolicy policy)
    {
        var host = json.Text("host", 255);
        var port = json.Number("port", 1, 65_535);
        var security = json.Choice<MailSecurity>("security");
        var user = json.Optional("userName", 128);
        var password = Given(json, "password", _ => true, "the account's password")
            ?? (user is not null && before?.Host == host?.ToLowerInvariant() ? before?.Password : null);
        var from = json.Text("from", LongestAddress);
        var to = json.Texts("to", MostReceivers, LongestAddress);
        CheckAddresses(json, from, to);
        if ((user is null) != (password is null))
            json.Add(user is null ? "userName" : "password", "A user name and a password go together; for another server the password is asked again.", "both, or neither");
        if (host is null || port is not { } p || security is not { } s || from is null || to.Count == 0)
            return null;
        if (!TargetHost.TryParse(host, out var target, out var problem) || (problem = policy.CheckHost(target, p)).Length > 0)
        {
            json.Add("host", $"This is refused: {problem}.", "a mail server on the internet, or one that the operator allows");
            return null;
        }

        if (s == MailSecurity.None && !policy.Allowed.Names(target.Name, p) && !(target.Literal is { } address && policy.Allowed.Holds(address)))
        {
            json.Add("security", "Mail in the clear goes only to servers that the operator allows.", "starttls or tls");
            return null;
        }

        return new MailSettings(target.Name, p, s, user, password, from, to);
    }

    private static void CheckAddresses(ChannelReader json, string? from, IReadOnlyList<string> to)
    {
        if (from is not null && !IsAddress(from))
            json.Add("from", "This is no mail address.", "one address such as alerts@example.org");
        for (var i = 0; i < to.Count; i++)
        {
            if (!IsAddress(to[i]))
                json.Add($"to/{i}", "This is no mail address.", "one address such as ops@example.org");
        }
    }

    private static bool IsAddress(string text) =>
        !text.Any(c => char.IsControl(c) || char.IsWhiteSpace(c)) && MailboxAddress.TryParse(text, out var address) && address.Address == text
        && text.Contains('@', StringComparison.Ordinal);

    private static SlackSettings? Slack(ChannelReader json, SlackSettings? before, OutboundPolicy policy) =>
        SecretUrl(json, policy) is { } url ? new SlackSettings(url) : Kept(json, "url", before);

    private static DiscordSettings? Discord(ChannelReader json, DiscordSettings? before, OutboundPolicy policy) =>
        SecretUrl(json, policy) is { } url ? new DiscordSettings(url) : Kept(json, "url", before);

    private static TelegramSettings? Telegram(ChannelReader json, TelegramSettings? before)
    {
        var chat = json.Text("chatId", 64);
        if (chat is not null && !IsChat(chat))
        {
            json.Add("chatId", "This is no chat.", "a number, or @ and a channel's name");
            chat = null;
        }

        var token = Given(json, "botToken", IsBotToken, "the token that BotFather gives, digits:letters") ?? Kept(json, "botToken", before)?.BotToken;
        return chat is null || token is null ? null : new TelegramSettings(token, chat);
    }

    private static PagerDutySettings? PagerDuty(ChannelReader json, PagerDutySettings? before) =>
        Given(json, "routingKey", k => k.Length == 32 && k.All(char.IsAsciiLetterOrDigit), "an integration key of 32 letters and digits") is { } key
            ? new PagerDutySettings(key)
            : Kept(json, "routingKey", before);

    private static AlertmanagerSettings? Alertmanager(ChannelReader json, AlertmanagerSettings? before, OutboundPolicy policy)
    {
        var url = Url(json, policy);
        var user = json.Optional("userName", 128);
        var password = Given(json, "password", _ => true, "the account's password")
            ?? (user is not null && before?.Url.Authority == url?.Authority ? before?.Password : null);
        if ((user is null) != (password is null))
            json.Add(user is null ? "userName" : "password", "A user name and a password go together; for another server the password is asked again.", "both, or neither");
        if (url is { Query.Length: > 0 })
            json.Add("url", "This has a query.", "Alertmanager's base address");
        return url is null ? null : new AlertmanagerSettings(url, user, password);
    }

    private static Uri? Url(ChannelReader json, OutboundPolicy policy) => json.Text("url", TargetUrl.Longest) is { } text ? Checked(json, text, policy) : null;

    private static Secret? SecretUrl(ChannelReader json, OutboundPolicy policy) =>
        json.Optional("url", TargetUrl.Longest) is { } text && Checked(json, text, policy) is { } url ? new Secret(url.AbsoluteUri) : null;

    private static Uri? Checked(ChannelReader json, string text, OutboundPolicy policy)
    {
        var problem = policy.Check(text, out var url);
        if (problem.Length > 0)
            json.Add("url", $"This is refused: {problem}.", "https:// to a host on the internet, or one that the operator allows");
        return url;
    }

    private static Secret? Given(ChannelReader json, string member, Func<string, bool> good, string expected)
    {
        if (json.Optional(member, LongestSecret) is not { } text)
            return null;
        if (good(text))
            return new Secret(text);
        json.Add(member, "This is none.", expected);
        return null;
    }

    // A secret that the body leaves out is the one from before; a new channel must bring one.
    private static T? Kept<T>(ChannelReader json, string member, T? before)
        where T : ChannelSettings
    {
        if (before is null)
            json.Text(member, LongestSecret);
        return before;
    }

    private static bool IsChat(string text) =>
        text[0] == '@' ? text.Length > 1 && text[1..].All(c => char.IsAsciiLetterOrDigit(c) || c == '_') : text.TrimStart('-') is { Length: > 0 } digits && text.LastIndexOf('-') <= 0 && digits.All(char.IsAsciiDigit);

    private static bool IsBotToken(string text)
    {
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        return colon > 0 && text[..colon].All(char.IsAsciiDigit) && text.Length > colon + 20 && text[(colon + 1)..].All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-');
    }
}
