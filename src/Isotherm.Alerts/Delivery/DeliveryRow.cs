using Isotherm.Alerts.Messages;

namespace Isotherm.Alerts.Delivery;

/// <summary>A delivery as the pump's loop holds it.</summary>
internal sealed class DeliveryRow(Waiting waiting, AlertMessage? message)
{
    /// <summary>As the outbox has it.</summary>
    public Waiting Waiting { get; set; } = waiting;

    /// <summary>What it carries; null when that cannot be read.</summary>
    public AlertMessage? Message { get; } = message;

    /// <summary>Whether a task works on it.</summary>
    public bool InFlight { get; set; }

    /// <summary>Not before this.</summary>
    public DateTimeOffset DueAt { get; set; } = waiting.DueAt;

    /// <summary>Tries so far.</summary>
    public int Attempts { get; set; } = waiting.Attempts;

    /// <summary>Whether it is sent only when no other channel takes the message.</summary>
    public bool IsEscalation => Message is { } message && Escalation.Is(message, Waiting.Channel);
}
