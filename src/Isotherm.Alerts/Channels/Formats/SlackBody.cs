using System.Text;
using System.Text.Json;
using Isotherm.Alerts.Messages;

namespace Isotherm.Alerts.Channels.Formats;

/// <summary>
/// A Slack incoming webhook's body: <c>text</c> for the notification and blocks. Slack's rules: at most 50 blocks, a header of 150
/// characters in plain text, a section of 3 000 in mrkdwn, where <c>&amp; &lt; &gt;</c> are escaped.
/// </summary>
internal static class SlackBody
{
    private const int Listed = 10;
    private const int HeaderLength = 150;
    private const int SectionLength = 3_000;

    public static byte[] Write(AlertMessage message, SenderOptions options) => Json.Write(json =>
    {
        json.WriteStartObject();
        json.WriteString("text", Escape(MessageText.Clean(MessageText.Title(message), 600)));
        json.WriteBoolean("unfurl_links", false);
        json.WriteStartArray("blocks");
        json.WriteStartObject();
        json.WriteString("type", "header");
        json.WriteStartObject("text");
        json.WriteString("type", "plain_text");
        json.WriteString("text", MessageText.Clean(MessageText.Title(message), HeaderLength));
        json.WriteBoolean("emoji", false);
        json.WriteEndObject();
        json.WriteEndObject();
        Section(json, $"{Escape(MessageText.Clean(message.Headline, 400))}\n{Lines(MessageText.Head(message))}<{MessageText.Link(options, message).AbsoluteUri}|Open the page>");
        foreach (var subject in message.Subjects.Take(Listed))
            Section(json, $"*<{MessageText.Link(options, subject).AbsoluteUri}|{Escape(MessageText.Name(subject)).Replace('|', '¦')}>*\n{Lines(MessageText.Facts(message, subject))}");
        if (MessageText.More(message, Math.Min(Listed, message.Subjects.Count)) is { } more)
            Section(json, Escape(more));
        json.WriteStartObject();
        json.WriteString("type", "context");
        json.WriteStartArray("elements");
        json.WriteStartObject();
        json.WriteString("type", "mrkdwn");
        json.WriteString("text", Escape($"{MessageText.CannotSee} Alert {message.AlertId}, message {message.Id}"));
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
    });

    /// <summary>Slack's three, and a zero-width space behind what would begin bold, italic, struck or code.</summary>
    public static string Escape(string text)
    {
        var escaped = new StringBuilder(text.Length + 16);
        foreach (var c in text)
        {
            switch (c)
            {
                case '&': escaped.Append("&amp;"); break;
                case '<': escaped.Append("&lt;"); break;
                case '>': escaped.Append("&gt;"); break;
                case '*' or '_' or '~' or '`': escaped.Append('\u200B').Append(c).Append('\u200B'); break;
                default: escaped.Append(c); break;
            }
        }

        return escaped.ToString();
    }

    private static string Lines(IEnumerable<(string Name, string Value)> facts) => string.Concat(facts.Select(f => $"{f.Name}: {Escape(f.Value)}\n"));

    private static void Section(Utf8JsonWriter json, string text)
    {
        json.WriteStartObject();
        json.WriteString("type", "section");
        json.WriteStartObject("text");
        json.WriteString("type", "mrkdwn");
        json.WriteString("text", text.Length <= SectionLength ? text : text[..(SectionLength - 1)] + "…");
        json.WriteEndObject();
        json.WriteEndObject();
    }
}
