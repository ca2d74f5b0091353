using System.Globalization;

namespace Isotherm.Alerts.Channels;

/// <summary>A channel's host and port: what logs may say and what a circuit spares. No path, since that can be a secret.</summary>
public static class ChannelEndpoint
{
    /// <summary>For example <c>hooks.example.org:443</c>.</summary>
    public static string Of(Channel channel) => channel.Settings switch
    {
        WebhookSettings w => At(w.Url),
        MailSettings m => string.Create(CultureInfo.InvariantCulture, $"{m.Host}:{m.Port}"),
        SlackSettings s => At(new Uri(s.Url.Reveal())),
        DiscordSettings d => At(new Uri(d.Url.Reveal())),
        AlertmanagerSettings a => At(a.Url),
        var other => ChannelReader.NameOf(other.Kind),
    };

    private static string At(Uri url) => string.Create(CultureInfo.InvariantCulture, $"{url.IdnHost}:{url.Port}");
}
