using System.Security.Cryptography;
using System.Text.Json;

namespace Isotherm.Alerts.Channels;

/// <summary>Channels to and from storage, their secrets closed.</summary>
public static class ChannelSeal
{
    /// <summary>For storage.</summary>
    public static SealedChannel Close(Channel channel, ISecretBox box)
    {
        var secrets = channel.Settings.Secrets.ToDictionary(s => s.Key, s => s.Value.Reveal(), StringComparer.Ordinal);
        var plain = JsonSerializer.SerializeToUtf8Bytes(secrets);
        try
        {
            return new SealedChannel(ChannelJson.Write(channel), box.Protect(plain));
        }
        finally
        {
            CryptographicOperations.ZeroMemory(plain);
        }
    }

    /// <summary>From storage. What was stored is trusted: targets are checked when they are connected to.</summary>
    /// <param name="stored">As <see cref="Close"/> made it.</param>
    /// <param name="owner">The account that it is stored for.</param>
    /// <param name="box">The one that closed it.</param>
    /// <exception cref="CryptographicException">The secrets were closed with other keys, or were changed.</exception>
    /// <exception cref="JsonException">The row is damaged.</exception>
    public static Channel Open(SealedChannel stored, string owner, ISecretBox box)
    {
        var plain = box.Unprotect(stored.Sealed.Span);
        try
        {
            var secrets = JsonSerializer.Deserialize<Dictionary<string, string>>(plain)!.ToDictionary(s => s.Key, s => new Secret(s.Value), StringComparer.Ordinal);
            using var open = JsonDocument.Parse(stored.Open);
            return Read(open.RootElement, owner, secrets);
        }
        catch (Exception damaged) when (damaged is KeyNotFoundException or InvalidOperationException or FormatException or ArgumentException)
        {
            throw new JsonException("A stored channel is damaged.", damaged);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(plain);
        }
    }

    private static Channel Read(JsonElement root, string owner, Dictionary<string, Secret> secrets)
    {
        var s = root.GetProperty("settings");
        string? Text(string name) => s.TryGetProperty(name, out var value) ? value.GetString() : null;
        ChannelSettings settings = Enum.Parse<ChannelKind>(root.GetProperty("kind").GetString()!, ignoreCase: true) switch
        {
            ChannelKind.Webhook => new WebhookSettings(new Uri(Text("url")!), secrets["secret"], secrets.GetValueOrDefault("previous")),
            ChannelKind.Mail => new MailSettings(
                Text("host")!,
                s.GetProperty("port").GetInt32(),
                Enum.Parse<MailSecurity>(Text("security")!, ignoreCase: true),
                Text("userName"),
                secrets.GetValueOrDefault("password"),
                Text("from")!,
                [.. s.GetProperty("to").EnumerateArray().Select(to => to.GetString()!)]),
            ChannelKind.Slack => new SlackSettings(secrets["url"]),
            ChannelKind.Discord => new DiscordSettings(secrets["url"]),
            ChannelKind.Telegram => new TelegramSettings(secrets["botToken"], Text("chatId")!),
            ChannelKind.PagerDuty => new PagerDutySettings(secrets["routingKey"]),
            ChannelKind.Alertmanager => new AlertmanagerSettings(new Uri(Text("url")!), Text("userName"), secrets.GetValueOrDefault("password")),
            _ => new BrowserSettings(),
        };
        return new Channel(root.GetProperty("id").GetString()!, owner, root.GetProperty("name").GetString()!, settings, root.GetProperty("enabled").GetBoolean());
    }
}
