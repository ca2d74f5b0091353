using System.Buffers;
using System.Text.Json;
using Isotherm.Alerts.Outbound;

namespace Isotherm.Alerts.Channels;

/// <summary>
/// Channels as JSON: <c>{ "name", "kind", "enabled", "settings": { … } }</c>. Secrets are taken and never given: in their place
/// <c>secretsSet</c> lists the names of those that are set.
/// </summary>
public static class ChannelJson
{
    /// <summary>The longest body.</summary>
    public const int MaxBytes = 16_384;

    /// <summary>Reads a channel that somebody sends.</summary>
    /// <param name="utf8">The body.</param>
    /// <param name="id">The channel's id.</param>
    /// <param name="owner">The account.</param>
    /// <param name="before">The channel that it replaces: secrets that the body leaves out stay; null for a new one.</param>
    /// <param name="policy">Where targets may lie.</param>
    public static ChannelReading Parse(ReadOnlyMemory<byte> utf8, string id, string owner, Channel? before, OutboundPolicy policy)
    {
        if (utf8.Length > MaxBytes)
            return Wrong("", $"The body has {utf8.Length} bytes.", $"at most {MaxBytes}");
        JsonDocument document;
        try
        {
            document = JsonDocument.Parse(utf8, new JsonDocumentOptions { MaxDepth = 8, AllowDuplicateProperties = false });
        }
        catch (JsonException malformed)
        {
            return Wrong("", $"The body is not JSON: line {malformed.LineNumber + 1}.", "a JSON object without repeated members");
        }

        using (document)
        {
            var body = ChannelReader.Start(document.RootElement);
            var name = body.Text("name", 64);
            var kind = body.Choice<ChannelKind>("kind");
            var enabled = body.Flag("enabled", true);
            var inner = body.Inner("settings");
            body.RefuseOthers();
            if (before is not null && kind is { } k && k != before.Kind)
                body.Add("kind", "A channel's kind does not change.", ChannelReader.NameOf(before.Kind));
            var (settings, made) = kind is { } known && inner is not null ? SettingsReader.Read(known, inner, before?.Settings, policy) : (null, null);
            inner?.RefuseOthers();
            return body.Problems.Count == 0 && name is not null && settings is not null
                ? new ChannelReading(new Channel(id, owner, name, settings, enabled), made, [])
                : new ChannelReading(null, null, body.Problems);
        }
    }

    /// <summary>What its owner sees: all but the secrets.</summary>
    public static byte[] Write(Channel channel)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
            Write(json, channel);
        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>As <see cref="Write(Channel)"/>, into a larger document.</summary>
    public static void Write(Utf8JsonWriter json, Channel channel)
    {
        json.WriteStartObject();
        json.WriteString("id", channel.Id);
        json.WriteString("name", channel.Name);
        json.WriteString("kind", ChannelReader.NameOf(channel.Kind));
        json.WriteBoolean("enabled", channel.Enabled);
        json.WriteStartObject("settings");
        WriteSettings(json, channel.Settings);
        json.WriteStartArray("secretsSet");
        foreach (var (name, _) in channel.Settings.Secrets)
            json.WriteStringValue(name);
        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteSettings(Utf8JsonWriter json, ChannelSettings settings)
    {
        switch (settings)
        {
            case WebhookSettings webhook:
                json.WriteString("url", webhook.Url.AbsoluteUri);
                break;
            case MailSettings mail:
                json.WriteString("host", mail.Host);
                json.WriteNumber("port", mail.Port);
                json.WriteString("security", ChannelReader.NameOf(mail.Security));
                json.WriteString("userName", mail.UserName);
                json.WriteString("from", mail.From);
                json.WriteStartArray("to");
                foreach (var to in mail.To)
                    json.WriteStringValue(to);
                json.WriteEndArray();
                break;
            case TelegramSettings telegram:
                json.WriteString("chatId", telegram.ChatId);
                break;
            case AlertmanagerSettings alertmanager:
                json.WriteString("url", alertmanager.Url.AbsoluteUri);
                json.WriteString("userName", alertmanager.UserName);
                break;
            case SlackSettings or DiscordSettings or PagerDutySettings or BrowserSettings:
                break;
            default:
                throw new InvalidOperationException($"No JSON for {settings.Kind}.");
        }
    }

    private static ChannelReading Wrong(string pointer, string message, string expected) => new(null, null, [new(pointer, message, expected)]);
}
