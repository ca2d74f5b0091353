using Isotherm.Domain;

namespace Isotherm.Storage.Alerting;

/// <summary>
/// A journal's outgoing messages. They enter it only with an entry, in the entry's transaction; what is delivered is recorded
/// here. Members are safe to call from any thread and fail as the journal's own do.
/// </summary>
public interface IOutboxStore
{
    /// <summary>Deliveries that are not over, due or not, in order; of each channel at most <paramref name="limit"/>, the oldest.</summary>
    /// <param name="limit">1 – 1 000 a channel, so that a channel that hangs holds back no other.</param>
    /// <param name="ct">Cancels the read.</param>
    ValueTask<IReadOnlyList<WaitingDelivery>> WaitingAsync(int limit, CancellationToken ct);

    /// <summary>
    /// Records an attempt. Attempts that are recorded at the same time share a commit. One for a delivery that is over, or that
    /// is not known, changes nothing.
    /// </summary>
    /// <param name="attempt">What became of it.</param>
    /// <param name="ct">Ends the wait; the attempt is recorded all the same.</param>
    /// <exception cref="JournalFencedException">A newer writer has opened the journal.</exception>
    ValueTask RecordAsync(DeliveryAttempt attempt, CancellationToken ct);

    /// <summary>Makes a delivery of an account wait again from now on, without a time at which it expires.</summary>
    /// <returns>False when the account has no such delivery.</returns>
    ValueTask<bool> ReplayAsync(string owner, string delivery, CancellationToken ct);

    /// <summary>Whether some channel took a message.</summary>
    ValueTask<bool> AnyDeliveredAsync(string messageId, CancellationToken ct);

    /// <summary>
    /// Takes deliveries with their log out, the oldest first: of messages that are over on all channels and were made, and last tried,
    /// before a time. Messages stay, and so does when each was first taken. The search is beside the writer.
    /// </summary>
    /// <param name="before">What is as old as this or younger stays.</param>
    /// <param name="limit">1 – 1 000: the writer is held for no more at a time.</param>
    /// <param name="ct">Cancels before anything is taken out.</param>
    /// <returns>How many went; fewer than <paramref name="limit"/> when no more are to be had now.</returns>
    /// <exception cref="JournalFencedException">A newer writer has opened the journal.</exception>
    ValueTask<int> PruneAsync(DateTimeOffset before, int limit, CancellationToken ct);

    /// <summary>One page of an account's deliveries.</summary>
    ValueTask<OutboxPage<StoredDelivery>> DeliveriesAsync(OutboxQuery query, CancellationToken ct);

    /// <summary>One page of an account's messages, whether or not they go anywhere.</summary>
    ValueTask<OutboxPage<StoredMessage>> MessagesAsync(OutboxQuery query, CancellationToken ct);

    /// <summary>When the first message of a time that names a cluster was delivered; null when none was.</summary>
    /// <param name="cluster">The cluster.</param>
    /// <param name="from">Messages made before this do not count.</param>
    /// <param name="to">Deliveries after this do not count.</param>
    /// <param name="ct">Cancels the read.</param>
    ValueTask<DateTimeOffset?> FirstDeliveredAsync(ClusterId cluster, DateTimeOffset from, DateTimeOffset to, CancellationToken ct);
}
