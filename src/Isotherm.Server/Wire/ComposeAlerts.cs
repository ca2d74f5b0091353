using System.Text.Json;
using Isotherm.Alerts.Channels;
using Isotherm.Domain;
using Isotherm.Server.Alerting;
using Isotherm.Storage.Alerting;

namespace Isotherm.Server.Wire;

/// <summary>Turns rules, channels and deliveries into bodies.</summary>
internal static class ComposeAlerts
{
    /// <summary>A rule.</summary>
    public static AlertRuleBody Rule(DeskRule rule) =>
        new(Element(rule.Stored.Body), WireText.Time(rule.Stored.CreatedAt), WireText.Time(rule.Stored.UpdatedAt));

    /// <summary>A channel; one that can't be opened as it was stored.</summary>
    public static AlertChannelBody Channel(DeskChannel channel, Secret? made = null) => new(
        channel.Channel is { } open ? Element(ChannelJson.Write(open)) : Element(channel.Stored.Body),
        channel.Trouble,
        WireText.Time(channel.Stored.CreatedAt),
        WireText.Time(channel.Stored.UpdatedAt),
        made?.Reveal());

    /// <summary>A delivery.</summary>
    public static DeliveryBody Delivery(StoredDelivery delivery) => new(
        delivery.Id,
        delivery.Channel,
        Name(delivery.State.ToString()),
        delivery.State == DeliveryState.Waiting ? WireText.Time(delivery.DueAt) : null,
        delivery.ExpiresAt is { } end ? WireText.Time(end) : null,
        WireText.Time(delivery.Message.CreatedAt),
        Element(delivery.Message.Body),
        [.. delivery.Attempts.Select(static one => new AttemptBody(WireText.Time(one.At), Name(one.Outcome.ToString()), one.Status, one.Milliseconds, one.Answer))]);

    /// <summary>A message.</summary>
    public static AlertMessageBody Message(StoredMessage message) => new(WireText.Time(message.CreatedAt), Element(message.Body));

    /// <summary>A snooze.</summary>
    public static SnoozeBody Snooze(Isotherm.Alerts.Rules.Snooze snooze) => new(
        snooze.RuleId,
        snooze.ClusterId?.ToString(),
        snooze.Until is { } end ? WireText.Time(end) : null,
        snooze.UntilWorseThanBps is { } bps ? FixedPoint.PrintBps(bps) : null);

    /// <summary>JSON text as a part of a body.</summary>
    public static JsonElement Element(string json)
    {
        using var document = JsonDocument.Parse(json);
        return document.RootElement.Clone();
    }

    /// <summary>As above.</summary>
    public static JsonElement Element(ReadOnlyMemory<byte> json)
    {
        using var document = JsonDocument.Parse(json);
        return document.RootElement.Clone();
    }

    private static string Name(string name) => char.ToLowerInvariant(name[0]) + name[1..];
}
