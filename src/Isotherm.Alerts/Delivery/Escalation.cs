using Isotherm.Alerts.Messages;

namespace Isotherm.Alerts.Delivery;

/// <summary>
/// The second channel. Its delivery enters the outbox with the others and is due later; the pump sends it then unless another channel
/// has taken the message, and at once when all others are given up.
/// </summary>
public static class Escalation
{
    /// <summary>The wait of a rule that gives none.</summary>
    public static readonly TimeSpan UsualWait = TimeSpan.FromMinutes(5);

    /// <summary>When the second channel's delivery is due: after the wait, and never later than half the time to the deadline.</summary>
    /// <param name="message">The message.</param>
    /// <param name="createdAt">When it was made.</param>
    /// <param name="wait">The rule's; null for <see cref="UsualWait"/>.</param>
    public static DateTimeOffset DueAt(AlertMessage message, DateTimeOffset createdAt, TimeSpan? wait)
    {
        var due = wait ?? UsualWait;
        if (message.ExpiresAt is { } deadline)
        {
            var half = (DateTimeOffset.FromUnixTimeSeconds(deadline) - createdAt) / 2;
            due = half < due ? half : due;
        }

        return createdAt + (due < TimeSpan.Zero ? TimeSpan.Zero : due);
    }

    /// <summary>Whether a delivery to this channel is the message's escalation.</summary>
    public static bool Is(AlertMessage message, string channel) =>
        message.EscalateTo == channel && !message.Channels.Contains(channel, StringComparer.Ordinal);
}
