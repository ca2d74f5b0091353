using System.Text;
using System.Text.Json;
using Isotherm.Alerts.Messages;

namespace Isotherm.Alerts.Channels.Formats;

/// <summary>
/// A Discord webhook's body: one embed. Discord's rules: title 256, description 4 096, at most 25 fields with names of 256 and values of
/// 1 024, a footer of 2 048, and 6 000 characters in all; mentions are turned off, Markdown is escaped.
/// </summary>
internal static class DiscordBody
{
    private const int Listed = 5;
    private const int MostInAll = 6_000;
    private const int TitleLength = 256;
    private const int ValueLength = 1_024;

    public static byte[] Write(AlertMessage message, SenderOptions options)
    {
        for (var listed = Math.Min(Listed, message.Subjects.Count); ; listed--)
        {
            var characters = 0;
            var body = Json.Write(json => characters = Write(json, message, options, listed));
            if (characters <= MostInAll || listed == 0)
                return body;
        }
    }

    /// <summary>Escapes what Discord's Markdown gives a meaning to.</summary>
    public static string Escape(string text)
    {
        var escaped = new StringBuilder(text.Length + 16);
        foreach (var c in text)
        {
            if (c is '\\' or '*' or '_' or '~' or '`' or '|' or '>' or '<' or '[' or ']' or '(' or ')' or '#' or '@' or ':')
                escaped.Append('\\');
            escaped.Append(c);
        }

        return escaped.ToString();
    }

    private static int Write(Utf8JsonWriter json, AlertMessage message, SenderOptions options, int listed)
    {
        var title = Cut(MessageText.Title(message), TitleLength);
        var description = Cut($"{Escape(MessageText.Clean(message.Headline, 400))}\n{Lines(MessageText.Head(message))}", 2_000);
        var footer = Cut($"{MessageText.CannotSee} Alert {message.AlertId}, message {message.Id}", 2_048);
        var total = title.Length + description.Length + footer.Length;
        json.WriteStartObject();
        json.WriteString("username", "Isotherm");
        json.WriteStartObject("allowed_mentions");
        json.WriteStartArray("parse");
        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteStartArray("embeds");
        json.WriteStartObject();
        json.WriteString("title", title);
        json.WriteString("url", MessageText.Link(options, message).AbsoluteUri);
        json.WriteString("description", description);
        json.WriteNumber("color", Color(message));
        json.WriteString("timestamp", MessageText.Iso(message.BlockTimestamp));
        json.WriteStartArray("fields");
        foreach (var subject in message.Subjects.Take(listed))
            total += Field(json, MessageText.Name(subject), $"{Lines(MessageText.Facts(message, subject))}{MessageText.Link(options, subject).AbsoluteUri}");
        if (MessageText.More(message, listed) is { } more)
            total += Field(json, "More", Escape(more));
        json.WriteEndArray();
        json.WriteStartObject("footer");
        json.WriteString("text", footer);
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
        return total;
    }

    private static int Field(Utf8JsonWriter json, string name, string value)
    {
        (name, value) = (Cut(Escape(name), TitleLength), Cut(value, ValueLength));
        json.WriteStartObject();
        json.WriteString("name", name);
        json.WriteString("value", value);
        json.WriteEndObject();
        return name.Length + value.Length;
    }

    private static string Lines(IEnumerable<(string Name, string Value)> facts) => string.Concat(facts.Select(f => $"{f.Name}: {Escape(f.Value)}\n"));

    private static string Cut(string text, int longest) => text.Length <= longest ? text : text[..(longest - 1)].TrimEnd('\\') + "…";

    private static int Color(AlertMessage message) => MessageText.IsOver(message) || message.Kind is MessageKind.Test or MessageKind.Digest
        ? 0x3B7D4F
        : message.Severity switch { AlertSeverity.Critical => 0xB3261E, AlertSeverity.Warning => 0xC9A227, _ => 0x6B7280 };
}
