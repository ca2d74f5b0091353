namespace Isotherm.Server.Alerting;

/// <summary>Wakes the delivery pump when messages entered an outbox. It only saves time: what it misses is found by looking.</summary>
internal sealed class OutboxBell
{
    /// <summary>Told of each ring; must not wait.</summary>
    public event Action? Rang;

    /// <summary>Rings.</summary>
    public void Ring() => Rang?.Invoke();
}
