namespace Isotherm.Alerts.Delivery;

/// <summary>What one look over the rows gathers.</summary>
internal sealed class SchedulePass(DateTimeOffset now, DateTimeOffset wakeAt)
{
    private readonly HashSet<(string Channel, string Lane)> _blocked = [];
    private readonly HashSet<string> _closed = new(StringComparer.Ordinal);

    /// <summary>The time.</summary>
    public DateTimeOffset Now => now;

    /// <summary>When to look again.</summary>
    public DateTimeOffset WakeAt { get; private set; } = wakeAt;

    /// <summary>What begins.</summary>
    public List<DeliveryTask> Tasks { get; } = [];

    /// <summary>Nothing behind a row in its lane leaves in this pass.</summary>
    public void Block(DeliveryRow row) => _blocked.Add((row.Waiting.Channel, row.Waiting.Lane));

    /// <summary>Whether something before it in its lane is not over.</summary>
    public bool IsBlocked(DeliveryRow row) => _blocked.Contains((row.Waiting.Channel, row.Waiting.Lane));

    /// <summary>Nothing more of a channel leaves in this pass.</summary>
    public void Close(string channel) => _closed.Add(channel);

    /// <summary>See <see cref="Close"/>.</summary>
    public bool IsClosed(string channel) => _closed.Contains(channel);

    /// <summary>Looks again at that time at the latest.</summary>
    public void Wake(DateTimeOffset at) => WakeAt = at < WakeAt ? at : WakeAt;
}
