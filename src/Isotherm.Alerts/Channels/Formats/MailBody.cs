using System.Net;
using System.Text;
using Isotherm.Alerts.Messages;
using MimeKit;
using MimeKit.Text;

namespace Isotherm.Alerts.Channels.Formats;

/// <summary>
/// A mail with text and HTML. Its Message-ID is the message's own id, so that one that comes twice is one; an episode is a thread, held
/// by a References header that names the alert.
/// </summary>
internal static class MailBody
{
    private const int SubjectLength = 180;
    private const string Cell = "padding:2px 16px 2px 0;vertical-align:top";

    public static MimeMessage Write(AlertMessage message, MailSettings settings, SenderOptions options, DateTimeOffset now)
    {
        var domain = options.PublicAddress.IdnHost.Trim('[', ']').Replace(':', '.');
        var thread = $"{message.AlertId}@{domain}";
        var mail = new MimeMessage
        {
            MessageId = $"{message.Id}@{domain}",
            InReplyTo = thread,
            Date = now,
            Subject = MessageText.Clean(MessageText.Title(message), SubjectLength),
            Body = new MultipartAlternative(
                new TextPart(TextFormat.Plain) { Text = MessageText.Plain(message, options) },
                new TextPart(TextFormat.Html) { Text = Html(message, options) }),
        };
        mail.References.Add(thread);
        mail.From.Add(MailboxAddress.Parse(settings.From));
        foreach (var to in settings.To)
            mail.To.Add(MailboxAddress.Parse(to));
        mail.Headers.Add("Auto-Submitted", "auto-generated");
        mail.Headers.Add("X-Isotherm-Alert", message.AlertId);
        if (message.Severity == AlertSeverity.Critical && !MessageText.IsOver(message))
            mail.Priority = MessagePriority.Urgent;
        return mail;
    }

    private static string Html(AlertMessage message, SenderOptions options)
    {
        var html = new StringBuilder();
        html.Append("<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"color-scheme\" content=\"light dark\"><title>")
            .Append(Escape(MessageText.Title(message))).Append("</title></head><body style=\"font:15px/1.5 system-ui,sans-serif;max-width:44em\">");
        html.Append("<p style=\"font-weight:600;font-size:17px;border-left:6px solid ").Append(Color(message)).Append(";padding-left:12px\">")
            .Append(Escape(MessageText.Word(message))).Append("<br>").Append(Escape(MessageText.Clean(message.Headline, 400))).Append("</p>");
        Table(html, MessageText.Head(message));
        foreach (var subject in message.Subjects)
        {
            html.Append("<h2 style=\"font-size:15px;margin:20px 0 4px\"><a href=\"").Append(Escape(MessageText.Link(options, subject).AbsoluteUri)).Append("\">")
                .Append(Escape(MessageText.Name(subject))).Append("</a></h2>");
            Table(html, MessageText.Facts(message, subject));
        }

        if (MessageText.More(message, message.Subjects.Count) is { } more)
            html.Append("<p>").Append(Escape(more)).Append("</p>");
        html.Append("<p><a href=\"").Append(Escape(MessageText.Link(options, message).AbsoluteUri)).Append("\">Open the page</a></p>");
        html.Append("<p style=\"font-size:13px;border-top:1px solid #8888;padding-top:8px\">").Append(Escape(MessageText.CannotSee))
            .Append("<br>Alert ").Append(Escape(message.AlertId)).Append(", message ").Append(Escape(message.Id)).Append("</p></body></html>");
        return html.ToString();
    }

    private static void Table(StringBuilder html, IEnumerable<(string Name, string Value)> facts)
    {
        html.Append("<table role=\"presentation\" style=\"border-collapse:collapse\">");
        foreach (var (name, value) in facts)
            html.Append("<tr><td style=\"").Append(Cell).Append("\">").Append(Escape(name)).Append("</td><td style=\"").Append(Cell).Append("\">").Append(Escape(value)).Append("</td></tr>");
        html.Append("</table>");
    }

    private static string Color(AlertMessage message) => MessageText.IsOver(message) || message.Kind is MessageKind.Test or MessageKind.Digest
        ? "#3b7d4f"
        : message.Severity switch { AlertSeverity.Critical => "#b3261e", AlertSeverity.Warning => "#c9a227", _ => "#6b7280" };

    private static string Escape(string text) => WebUtility.HtmlEncode(text);
}
