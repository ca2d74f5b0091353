using System.Globalization;
using System.Text.Json;
using Isotherm.Alerts.Messages;

namespace Isotherm.Alerts.Channels.Formats;

/// <summary>
/// A PagerDuty Events v2 body. The alert id is the <c>dedup_key</c>: what fires again changes the incident, what is over resolves it.
/// PagerDuty's rules: summary of 1 024 characters, key of 255, 512 KB in all.
/// </summary>
internal static class PagerDutyBody
{
    private const int SummaryLength = 1_024;

    /// <summary>Writes it.</summary>
    /// <param name="message">What happened.</param>
    /// <param name="routingKey">The integration's key; part of the body.</param>
    /// <param name="options">For links.</param>
    /// <param name="resolve">Whether to resolve whatever the message's kind; null as the kind says.</param>
    public static byte[] Write(AlertMessage message, Secret routingKey, SenderOptions options, bool? resolve = null) => Json.Write(json =>
    {
        var isOver = resolve ?? MessageText.IsOver(message);
        json.WriteStartObject();
        json.WriteString("routing_key", routingKey.Reveal());
        json.WriteString("event_action", isOver ? "resolve" : "trigger");
        json.WriteString("dedup_key", message.AlertId);
        if (!isOver)
            Trigger(json, message, options);
        json.WriteEndObject();
    });

    private static void Trigger(Utf8JsonWriter json, AlertMessage message, SenderOptions options)
    {
        json.WriteString("client", "Isotherm");
        json.WriteString("client_url", MessageText.Link(options, message).AbsoluteUri);
        json.WriteStartObject("payload");
        json.WriteString("summary", MessageText.Clean(MessageText.Title(message), SummaryLength));
        json.WriteString("source", MessageText.Clean(message.Subjects.Count == 1 ? $"{message.Network}/{message.Subjects[0].Cluster}" : message.Network, 255));
        json.WriteString("severity", MessageText.Severity(message.Severity));
        json.WriteString("timestamp", MessageText.Iso(message.BlockTimestamp));
        json.WriteString("component", message.Network);
        json.WriteString("class", MessageText.Clean(message.RuleName.Length > 0 ? message.RuleName : MessageText.Word(message), 255));
        json.WriteStartObject("custom_details");
        json.WriteString("message", message.Id);
        foreach (var (name, value) in MessageText.Head(message))
            json.WriteString(name, value);
        json.WriteStartArray("clusters");
        foreach (var subject in message.Subjects)
        {
            json.WriteStartObject();
            json.WriteString("Cluster", MessageText.Name(subject));
            foreach (var (name, value) in MessageText.Facts(message, subject))
                json.WriteString(name, value);
            json.WriteString("Link", MessageText.Link(options, subject).AbsoluteUri);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteString("Clusters in all", message.SubjectCount.ToString(CultureInfo.InvariantCulture));
        json.WriteString("Mind what it cannot see", MessageText.CannotSee);
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteStartArray("links");
        json.WriteStartObject();
        json.WriteString("href", MessageText.Link(options, message).AbsoluteUri);
        json.WriteString("text", "Open the page");
        json.WriteEndObject();
        json.WriteEndArray();
    }
}
