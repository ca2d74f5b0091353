using System.Text;

namespace Isotherm.Alerts.Channels;

/// <summary>The forms in which a secret could come back in an endpoint's answer.</summary>
internal static class SecretForms
{
    // Shorter parts would take ordinary words out of an answer.
    private const int ShortestPart = 8;

    public static IEnumerable<string> Of(ChannelSettings settings, Secret secret)
    {
        var text = secret.Reveal();
        foreach (var part in Parts(settings, text))
        {
            yield return part;
            yield return Uri.EscapeDataString(part);
            yield return Base64(part);
        }

        if (text.Length == 0 || Account(settings) is not { } account)
            yield break;
        yield return Base64($"{account}:{text}");
        yield return Base64($"\0{account}\0{text}");
    }

    private static IEnumerable<string> Parts(ChannelSettings settings, string text)
    {
        if (text.Length > 0)
            yield return text;
        if (text.StartsWith(WebhookSignature.SecretPrefix, StringComparison.Ordinal))
            yield return text[WebhookSignature.SecretPrefix.Length..];
        // A Slack or Discord address is secret in its path, a bot token behind its number; a part echoed alone is as bad as all of it.
        if (settings is SlackSettings or DiscordSettings or TelegramSettings)
        {
            foreach (var part in text.Split('/', ':').Where(part => part.Length >= ShortestPart && !part.Contains('.', StringComparison.Ordinal)))
                yield return part;
        }
    }

    private static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));

    private static string? Account(ChannelSettings settings) => settings switch
    {
        AlertmanagerSettings a => a.UserName,
        MailSettings m => m.UserName,
        _ => null,
    };
}
