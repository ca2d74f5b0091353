using System.Net;
using System.Text;
using Isotherm.Alerts.Messages;

namespace Isotherm.Alerts.Channels.Formats;

/// <summary>
/// Telegram's <c>sendMessage</c> with HTML: only tags that Telegram knows, <c>&amp; &lt; &gt;</c> escaped, at most 4 096 characters
/// after parsing (counted here before it, which is more).
/// </summary>
internal static class TelegramBody
{
    /// <summary>The longest text.</summary>
    public const int MaxCharacters = 4_096;

    public static byte[] Write(AlertMessage message, string chatId, SenderOptions options) => Json.Write(json =>
    {
        json.WriteStartObject();
        json.WriteString("chat_id", chatId);
        json.WriteString("text", Text(message, options));
        json.WriteString("parse_mode", "HTML");
        json.WriteStartObject("link_preview_options");
        json.WriteBoolean("is_disabled", true);
        json.WriteEndObject();
        json.WriteBoolean("disable_notification", message.Severity == AlertSeverity.Info);
        json.WriteEndObject();
    });

    private static string Text(AlertMessage message, SenderOptions options)
    {
        var end = $"\n<a href=\"{Escape(MessageText.Link(options, message).AbsoluteUri)}\">Open the page</a>\n\n<i>{Escape(MessageText.CannotSee)}</i>\n<code>{Escape(message.Id)}</code>";
        var text = new StringBuilder($"<b>{Escape(MessageText.Clean(MessageText.Title(message), 500))}</b>\n{Lines(MessageText.Head(message))}");
        var listed = 0;
        // 80 characters are kept for the sentence on those that are left out. No tag is ever cut.
        foreach (var part in message.Subjects.Select(s => Subject(message, s, options)))
        {
            if (text.Length + part.Length + end.Length + 80 > MaxCharacters)
                break;
            text.Append(part);
            listed++;
        }

        if (MessageText.More(message, listed) is { } more)
            text.Append('\n').Append(Escape(more)).Append('\n');
        return text.Append(end).ToString();
    }

    private static string Subject(AlertMessage message, AlertSubject subject, SenderOptions options) =>
        $"\n<a href=\"{Escape(MessageText.Link(options, subject).AbsoluteUri)}\"><b>{Escape(MessageText.Name(subject))}</b></a>\n{Lines(MessageText.Facts(message, subject))}";

    private static string Lines(IEnumerable<(string Name, string Value)> facts) => string.Concat(facts.Select(f => $"{f.Name}: {Escape(f.Value)}\n"));

    private static string Escape(string text) => WebUtility.HtmlEncode(text);
}
