using System.Text.Json;
using Isotherm.Alerts.Messages;

namespace Isotherm.Alerts.Channels.Formats;

/// <summary>
/// Alertmanager's <c>POST /api/v2/alerts</c>. An alert is its labels, so they hold only what an episode never changes, and the severity:
/// when that changes, the other severities of the same episode end. Alertmanager forgets after five minutes what has no
/// <c>endsAt</c>, so a firing alert ends in 30 days unless it is resolved.
/// </summary>
internal static class AlertmanagerBody
{
    private const int FiringDays = 30;

    /// <summary>Writes it.</summary>
    /// <param name="messages">In order.</param>
    /// <param name="now">The clock that Alertmanager goes by.</param>
    /// <param name="options">For links.</param>
    public static byte[] Write(IEnumerable<AlertMessage> messages, DateTimeOffset now, SenderOptions options) => Json.Write(json =>
    {
        json.WriteStartArray();
        foreach (var message in messages)
        {
            foreach (var severity in Enum.GetValues<AlertSeverity>())
            {
                var fires = severity == message.Severity && !MessageText.IsOver(message);
                // A first message has nothing behind it that could have to end.
                if (fires || message.Transition > 1)
                    Write(json, message, severity, fires, now, options);
            }
        }

        json.WriteEndArray();
    });

    private static void Write(Utf8JsonWriter json, AlertMessage message, AlertSeverity severity, bool fires, DateTimeOffset now, SenderOptions options)
    {
        json.WriteStartObject();
        json.WriteStartObject("labels");
        json.WriteString("alertname", MessageText.Clean(message.RuleName.Length > 0 ? message.RuleName : "Isotherm", 100));
        json.WriteString("alertId", message.AlertId);
        json.WriteString("network", message.Network);
        if (message.Rule.Length > 0)
            json.WriteString("rule", message.Rule);
        json.WriteString("severity", MessageText.Severity(severity));
        json.WriteEndObject();
        json.WriteStartObject("annotations");
        json.WriteString("summary", MessageText.Title(message));
        json.WriteString("description", MessageText.Plain(message, options));
        json.WriteString("message", message.Id);
        json.WriteEndObject();
        if (fires)
            json.WriteString("startsAt", Rfc3339(Earlier(DateTimeOffset.FromUnixTimeSeconds(message.BlockTimestamp), now)));
        json.WriteString("endsAt", Rfc3339(!fires ? now : message.Kind is MessageKind.Test or MessageKind.Digest ? now.AddMinutes(1) : now.AddDays(FiringDays)));
        json.WriteString("generatorURL", MessageText.Link(options, message).AbsoluteUri);
        json.WriteEndObject();
    }

    private static DateTimeOffset Earlier(DateTimeOffset a, DateTimeOffset b) => a < b ? a : b;

    private static string Rfc3339(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", System.Globalization.CultureInfo.InvariantCulture);
}
