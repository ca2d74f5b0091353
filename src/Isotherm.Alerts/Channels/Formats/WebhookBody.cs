using System.Globalization;
using System.Text.Json;
using Isotherm.Alerts.Messages;
using Isotherm.Domain;

namespace Isotherm.Alerts.Channels.Formats;

/// <summary>A webhook's body as Standard Webhooks lays it out: <c>type</c>, <c>timestamp</c>, <c>data</c>; under 20 KB.</summary>
internal static class WebhookBody
{
    /// <summary>A body is shorter than this.</summary>
    public const int MaxBytes = 20_000;

    /// <summary>Writes it; when it grows too long, the least bad clusters are left out, which <c>clusterCount</c> shows.</summary>
    public static byte[] Write(AlertMessage message, SenderOptions options)
    {
        for (var listed = message.Subjects.Count; ; listed--)
        {
            var body = Json.Write(json => Write(json, message, options, listed));
            if (body.Length < MaxBytes || listed == 0)
                return body;
        }
    }

    /// <summary>For example <c>alert.fire</c>.</summary>
    public static string Type(AlertMessage message) => "alert." + message.Kind.ToString().ToLowerInvariant();

    private static void Write(Utf8JsonWriter json, AlertMessage message, SenderOptions options, int listed)
    {
        json.WriteStartObject();
        json.WriteString("type", Type(message));
        json.WriteString("timestamp", MessageText.Iso(message.BlockTimestamp));
        json.WriteStartObject("data");
        json.WriteString("alertId", message.AlertId);
        json.WriteNumber("transition", message.Transition);
        json.WriteString("severity", MessageText.Severity(message.Severity));
        json.WriteString("network", message.Network);
        json.WriteString("networkName", MessageText.Clean(message.NetworkName, 100));
        json.WriteString("rule", message.Rule);
        json.WriteString("ruleName", MessageText.Clean(message.RuleName, 100));
        json.WriteString("headline", MessageText.Clean(message.Headline, 400));
        json.WriteStartObject("block");
        json.WriteNumber("number", message.Block.Number);
        json.WriteString("hash", message.Block.Hash);
        json.WriteString("timestamp", MessageText.Iso(message.BlockTimestamp));
        json.WriteEndObject();
        json.WriteStartObject("token");
        json.WriteString("symbol", MessageText.Clean(message.TokenSymbol, 20));
        json.WriteNumber("decimals", message.TokenDecimals);
        json.WriteEndObject();
        json.WriteString("label", message.Label is { } label ? MessageText.Clean(label, 400) : null);
        json.WriteString("expiresAt", message.ExpiresAt is { } end ? MessageText.Iso(end) : null);
        json.WriteNumber("clusterCount", message.SubjectCount);
        json.WriteStartArray("clusters");
        foreach (var subject in message.Subjects.Take(listed))
            Write(json, subject, options);
        json.WriteEndArray();
        json.WriteString("link", MessageText.Link(options, message).AbsoluteUri);
        json.WriteString("cannotSee", MessageText.CannotSee);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, AlertSubject subject, SenderOptions options)
    {
        json.WriteStartObject();
        json.WriteString("id", subject.Cluster);
        json.WriteString("name", MessageText.Clean(subject.Name, 100));
        json.WriteString("operator", subject.Operator);
        json.WriteString("gpuClass", MessageText.Clean(subject.GpuClass, 100));
        json.WriteString("region", MessageText.Clean(subject.Region, 100));
        json.WriteString("zone", subject.Zone);
        json.WriteString("ratio", subject.Ratio is { } ratio ? FixedPoint.Print(ratio) : null);
        json.WriteString("settlementRatio", subject.SettlementRatio is { } settlement ? FixedPoint.Print(settlement) : null);
        json.WriteString("threshold", subject.ThresholdBps is { } bps ? FixedPoint.PrintBps(bps) : null);
        json.WriteString("shortfall", subject.Shortfall?.ToString(CultureInfo.InvariantCulture));
        json.WriteString("queueState", subject.QueueState);
        json.WriteString("deadline", subject.Deadline is { } deadline ? MessageText.Iso(deadline) : null);
        json.WriteString("why", MessageText.Clean(subject.Why, 400));
        json.WriteString("link", MessageText.Link(options, subject).AbsoluteUri);
        json.WriteEndObject();
    }
}
