using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Isotherm.Alerts.Channels.Formats;
using Isotherm.Alerts.Messages;
using Isotherm.Alerts.Outbound;
using Isotherm.Domain;

namespace Isotherm.Alerts.Channels;

/// <summary>Sends to all kinds of channels.</summary>
/// <param name="http">For what goes by HTTP.</param>
/// <param name="dialer">For mail.</param>
/// <param name="notices">For the browser channel.</param>
/// <param name="options">Public address and services.</param>
/// <param name="time">The clock.</param>
public sealed class ChannelSender(OutboundHttp http, OutboundDialer dialer, INoticeBoard notices, SenderOptions options, TimeProvider time) : IChannelSender
{
    private const int GoneStatus = 410;

    private readonly MailSender _mail = new(dialer, options, time);

    /// <inheritdoc />
    public async Task<SendResult> SendAsync(Channel channel, IReadOnlyList<AlertMessage> messages, CancellationToken ct)
    {
        ArgumentOutOfRangeException.ThrowIfZero(messages.Count);
        if (messages.Count > 1 && channel.Kind != ChannelKind.Alertmanager)
            throw new ArgumentException($"{channel.Kind} takes one message at a time.", nameof(messages));
        switch (channel.Settings)
        {
            case MailSettings mail:
                return await _mail.SendAsync(mail, messages[0], ct).ConfigureAwait(false);
            case BrowserSettings:
                await notices.PostAsync(Notice(channel, messages[0]), ct).ConfigureAwait(false);
                return new SendResult.Taken(null, "put up for the page");
            default:
                using (var request = Request(channel.Settings, messages))
                    return await PostAsync(channel, request, ct).ConfigureAwait(false);
        }
    }

    /// <summary>Sends a message that says it is a test; on PagerDuty it is resolved at once. Nothing is tried again.</summary>
    /// <param name="channel">Where to; whether it is enabled does not matter.</param>
    /// <param name="ct">Cancels it.</param>
    public async Task<SendResult> TestAsync(Channel channel, CancellationToken ct)
    {
        var message = TestMessage(channel);
        var result = await SendAsync(channel, [message], ct).ConfigureAwait(false);
        if (result is not SendResult.Taken || channel.Settings is not PagerDutySettings pager)
            return result;
        using var resolve = Post(new Uri(options.PagerDutyApi, "/v2/enqueue"), PagerDutyBody.Write(message, pager.RoutingKey, options, resolve: true));
        return await PostAsync(channel, resolve, ct).ConfigureAwait(false);
    }

    private HttpRequestMessage Request(ChannelSettings settings, IReadOnlyList<AlertMessage> messages) => settings switch
    {
        WebhookSettings webhook => Webhook(webhook, messages[0]),
        SlackSettings slack => Post(new Uri(slack.Url.Reveal()), SlackBody.Write(messages[0], options)),
        DiscordSettings discord => Post(new Uri(discord.Url.Reveal()), DiscordBody.Write(messages[0], options)),
        TelegramSettings telegram => Post(
            new Uri(options.TelegramApi, $"/bot{telegram.BotToken.Reveal()}/sendMessage"), TelegramBody.Write(messages[0], telegram.ChatId, options)),
        PagerDutySettings pager => Post(new Uri(options.PagerDutyApi, "/v2/enqueue"), PagerDutyBody.Write(messages[0], pager.RoutingKey, options)),
        AlertmanagerSettings alertmanager => Alertmanager(alertmanager, messages),
        _ => throw new InvalidOperationException($"No request for {settings.Kind}."),
    };

    private HttpRequestMessage Webhook(WebhookSettings settings, AlertMessage message)
    {
        var body = WebhookBody.Write(message, options);
        var at = time.GetUtcNow().ToUnixTimeSeconds();
        Secret[] secrets = settings.Previous is { } previous ? [settings.Secret, previous] : [settings.Secret];
        var request = Post(settings.Url, body);
        request.Headers.Add("webhook-id", message.Id);
        request.Headers.Add("webhook-timestamp", at.ToString(CultureInfo.InvariantCulture));
        request.Headers.Add("webhook-signature", WebhookSignature.Sign(secrets, message.Id, at, body));
        return request;
    }

    private HttpRequestMessage Alertmanager(AlertmanagerSettings settings, IReadOnlyList<AlertMessage> messages)
    {
        var request = Post(new Uri(settings.Url.AbsoluteUri.TrimEnd('/') + "/api/v2/alerts"), AlertmanagerBody.Write(messages, time.GetUtcNow(), options));
        if (settings is { UserName: { } user, Password: { } password })
            request.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{user}:{password.Reveal()}")));
        return request;
    }

    private static HttpRequestMessage Post(Uri url, byte[] body)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, url) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        request.Headers.UserAgent.Add(new ProductInfoHeaderValue("Isotherm", null));
        return request;
    }

    private async Task<SendResult> PostAsync(Channel channel, HttpRequestMessage request, CancellationToken ct)
    {
        try
        {
            var answer = await http.SendAsync(request, ct).ConfigureAwait(false);
            var text = channel.Redact(answer.Text);
            return answer.Status switch
            {
                >= 200 and < 300 => new SendResult.Taken(answer.Status, text),
                GoneStatus => new SendResult.Gone(answer.Status, text),
                >= 300 and < 400 => new SendResult.Failed(answer.Status, "it redirects, which is not followed"),
                429 or 503 => new SendResult.Failed(answer.Status, text, answer.RetryAfter ?? RetryAfterIn(answer.Text)),
                _ => new SendResult.Failed(answer.Status, text),
            };
        }
        catch (Exception none) when (none is OutboundRefusedException or TimeoutException)
        {
            return new SendResult.Failed(null, channel.Redact(none.Message));
        }
        catch (HttpRequestException none)
        {
            return new SendResult.Failed(null, none.InnerException is SocketException socket ? $"no connection: {socket.SocketErrorCode}" : $"no answer: {none.HttpRequestError}");
        }
    }

    // Telegram ("parameters.retry_after") and Discord ("retry_after") say it in the body, in seconds.
    private static TimeSpan? RetryAfterIn(string text)
    {
        try
        {
            using var json = JsonDocument.Parse(text);
            var root = json.RootElement;
            if (root.ValueKind == JsonValueKind.Object && root.TryGetProperty("parameters", out var inner))
                root = inner;
            return root.ValueKind == JsonValueKind.Object && root.TryGetProperty("retry_after", out var asked)
                && asked.ValueKind == JsonValueKind.Number && asked.TryGetDouble(out var seconds) && seconds is > 0 and < 1e6
                ? TimeSpan.FromSeconds(seconds)
                : null;
        }
        catch (JsonException)
        {
            // An answer that is no JSON asks for nothing.
            return null;
        }
    }

    private Notice Notice(Channel channel, AlertMessage message) =>
        new(message.Id, channel.Owner, time.GetUtcNow(), message, MessageText.Title(message), MessageText.Plain(message, options));

    private AlertMessage TestMessage(Channel channel) => new()
    {
        AlertId = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16)),
        Transition = 1,
        Kind = MessageKind.Test,
        Severity = AlertSeverity.Info,
        Network = "test",
        NetworkName = "no network: this is a test",
        TokenSymbol = "",
        TokenDecimals = 18,
        Rule = "",
        RuleName = "Test of a channel",
        Headline = $"This is a test of the channel '{channel.Name}'. Nothing happened.",
        Block = new BlockRef(0, "0x" + new string('0', 64)),
        BlockTimestamp = time.GetUtcNow().ToUnixTimeSeconds(),
        Subjects = [],
        SubjectCount = 0,
        Owner = channel.Owner,
        Channels = [channel.Id],
    };
}
