using Isotherm.Alerts.Delivery;
using Isotherm.Alerts.Folding;
using Isotherm.Alerts.Messages;
using Isotherm.Storage.Alerting;

namespace Isotherm.Server.Alerting;

/// <summary>From what rules say to what the journal keeps.</summary>
internal static class AlertShares
{
    /// <summary>A step's share of its entry.</summary>
    /// <param name="step">The step.</param>
    /// <param name="now">Wall-clock time: when its messages were made.</param>
    public static AlertShare Of(AlertStep step, DateTimeOffset now) => new()
    {
        Episodes = [.. step.Changes.Select(static change => new EpisodeWrite(change.Key, change.State))],
        Undo = step.Undo,
        Messages = [.. step.Messages.Select(message => Of(message, now))],
    };

    private static OutgoingMessage Of(AlertMessage message, DateTimeOffset now) => new()
    {
        Id = message.Id,
        AlertId = message.AlertId,
        Owner = message.Owner,
        Rule = message.Rule,
        CreatedAt = now,
        ExpiresAt = message.ExpiresAt is { } second ? DateTimeOffset.FromUnixTimeSeconds(second) : null,
        Body = MessageJson.Write(message),
        Clusters = [.. message.Clusters.Concat(message.Subjects.Select(static subject => subject.Cluster)).Distinct(StringComparer.Ordinal)],
        Deliveries = Deliveries(message, now),
    };

    // One lane a rule: a message may name many clusters, and what is said about each of them must arrive in order.
    private static List<OutgoingDelivery> Deliveries(AlertMessage message, DateTimeOffset now)
    {
        var lane = message.Rule.Length > 0 ? message.Rule : message.AlertId;
        List<OutgoingDelivery> deliveries =
            [.. message.Channels.Distinct(StringComparer.Ordinal).Select(channel => new OutgoingDelivery(channel, lane, now))];
        if (message.EscalateTo is { } second && Escalation.Is(message, second))
        {
            TimeSpan? wait = message.EscalateAfterSeconds > 0 ? TimeSpan.FromSeconds(message.EscalateAfterSeconds) : null;
            deliveries.Add(new OutgoingDelivery(second, lane, Escalation.DueAt(message, now, wait)));
        }

        return deliveries;
    }
}
