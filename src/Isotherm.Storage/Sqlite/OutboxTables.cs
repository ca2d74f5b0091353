using Dapper;
using Isotherm.Storage.Alerting;
using Microsoft.Data.Sqlite;

namespace Isotherm.Storage.Sqlite;

/// <summary>Records what becomes of deliveries within one transaction.</summary>
/// <param name="connection">The writer.</param>
/// <param name="transaction">Open; the caller commits.</param>
internal sealed class OutboxTables(SqliteConnection connection, SqliteTransaction transaction)
{
    /// <summary>How many more deliveries wait.</summary>
    public long WaitingMore { get; private set; }

    /// <summary>Logs an attempt and moves its delivery; nothing for one that is over or unknown.</summary>
    public void Record(DeliveryAttempt attempt)
    {
        if (Find("d.id = @id", new { id = attempt.Delivery }) is not { StateNow: DeliveryState.Waiting } row)
            return;
        var state = attempt.Outcome switch
        {
            AttemptOutcome.Retry => DeliveryState.Waiting,
            AttemptOutcome.Delivered => DeliveryState.Delivered,
            AttemptOutcome.Dead => DeliveryState.Dead,
            AttemptOutcome.Expired => DeliveryState.Expired,
            _ => throw new InvalidOperationException($"An attempt does not end as {attempt.Outcome}."),
        };
        var due = state == DeliveryState.Waiting
            ? attempt.RetryAt?.ToUnixTimeMilliseconds() ?? throw new InvalidOperationException($"The attempt at {attempt.Delivery} does not say when it is tried again.")
            : row.DueAt;
        Log(row, attempt);
        Update(row with { State = (long)state, DueAt = due, Attempts = row.Attempts + 1 });
        if (state != DeliveryState.Waiting)
            WaitingMore--;
    }

    /// <summary>Makes a delivery wait again.</summary>
    public bool Replay(string owner, string delivery, DateTimeOffset now)
    {
        if (Find("d.id = @delivery AND d.owner = @owner", new { delivery, owner }) is not { } row)
            return false;
        Log(row, new DeliveryAttempt { Delivery = delivery, At = now, Outcome = AttemptOutcome.Replayed });
        Update(row with { State = (long)DeliveryState.Waiting, DueAt = now.ToUnixTimeMilliseconds(), ExpiresAt = null, Attempts = row.Attempts + 1 });
        if (row.StateNow != DeliveryState.Waiting)
            WaitingMore++;
        return true;
    }

    private DeliveryRow? Find(string condition, object parameters) => connection.QueryFirstOrDefault<DeliveryRow>(
        $"SELECT {DeliveryRow.Columns} FROM delivery d WHERE {condition}", parameters, transaction)?.Checked();

    private void Log(DeliveryRow row, DeliveryAttempt attempt) => connection.Execute(
        """
        INSERT INTO attempt (delivery, ordinal, at, outcome, status, milliseconds, answer, checksum)
        VALUES (@Delivery, @Ordinal, @At, @Outcome, @Status, @Milliseconds, @Answer, @ActualChecksum)
        """,
        new AttemptRow
        {
            Delivery = row.Number,
            Ordinal = row.Attempts + 1,
            At = attempt.At.ToUnixTimeMilliseconds(),
            Outcome = (long)attempt.Outcome,
            Status = attempt.Status,
            Milliseconds = attempt.Milliseconds,
            Answer = attempt.Answer.Length <= DeliveryAttempt.AnswerLimit ? attempt.Answer : attempt.Answer[..DeliveryAttempt.AnswerLimit],
        },
        transaction);

    private void Update(DeliveryRow row) => connection.Execute(
        """
        UPDATE delivery SET expires_at = @ExpiresAt, state = @State, due_at = @DueAt, attempts = @Attempts, checksum = @ActualChecksum
        WHERE number = @Number
        """,
        row,
        transaction);
}
