namespace Isotherm.Alerts.Delivery;

/// <summary>
/// Messages that have to leave, as the pump sees the journal's outbox. They enter it with an entry, in its transaction; here they are
/// read and what became of them is recorded. Safe to call from any thread.
/// </summary>
public interface IOutbox
{
    /// <summary>
    /// Deliveries that are not over (delivered, dead, expired), due or not, in the order of <see cref="Waiting.Number"/>; of each
    /// channel at most <paramref name="limit"/>, the oldest, so that a channel that hangs holds back no other.
    /// </summary>
    /// <param name="limit">A channel's most, 1–1 000.</param>
    /// <param name="ct">Cancels the read.</param>
    ValueTask<IReadOnlyList<Waiting>> WaitingAsync(int limit, CancellationToken ct);

    /// <summary>Records an attempt, durably. One for a delivery that is over changes nothing.</summary>
    ValueTask RecordAsync(Attempt attempt, CancellationToken ct);

    /// <summary>Whether some delivery of a message was taken: an escalation is then not needed.</summary>
    ValueTask<bool> AnyDeliveredAsync(string messageId, CancellationToken ct);

    /// <summary>Makes a delivery of an account wait again from now on, without a time at which it expires.</summary>
    /// <returns>False when the account has no such delivery.</returns>
    ValueTask<bool> ReplayAsync(string owner, string delivery, CancellationToken ct);
}
