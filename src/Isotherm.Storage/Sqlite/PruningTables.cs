using Dapper;
using Isotherm.Storage.Alerting;
using Microsoft.Data.Sqlite;

namespace Isotherm.Storage.Sqlite;

/// <summary>Takes deliveries with their log out of the outbox, within one transaction.</summary>
/// <param name="connection">The writer.</param>
/// <param name="transaction">Open; the caller commits.</param>
internal sealed class PruningTables(SqliteConnection connection, SqliteTransaction transaction)
{
    /// <summary>Takes out one that is over; nothing for one that waits again or is gone.</summary>
    /// <returns>Whether it was taken out.</returns>
    public bool Prune(long delivery)
    {
        var row = connection.QueryFirstOrDefault<DeliveryRow>(
            $"SELECT {DeliveryRow.Columns} FROM delivery d WHERE d.number = @delivery", new { delivery }, transaction)?.Checked();
        if (row is null or { StateNow: DeliveryState.Waiting })
            return false;
        var taken = connection.Query<AttemptRow>(
                $"SELECT {AttemptRow.Columns} FROM attempt a WHERE a.delivery = @delivery ORDER BY a.ordinal", new { delivery }, transaction)
            .Select(attempt => attempt.ToAttempt(row.Id))
            .FirstOrDefault(static attempt => attempt.Outcome == AttemptOutcome.Delivered);
        if (taken is not null)
            Remember(row.Message, taken.At.ToUnixTimeMilliseconds());
        connection.Execute("DELETE FROM attempt WHERE delivery = @delivery; DELETE FROM delivery WHERE number = @delivery", new { delivery }, transaction);
        return true;
    }

    private void Remember(long message, long at)
    {
        var known = connection.QueryFirstOrDefault<FirstDeliveredRow>(
            "SELECT message AS Message, at AS At, checksum AS Checksum FROM first_delivered WHERE message = @message", new { message }, transaction)?.Checked();
        if (known is null || at < known.At)
        {
            connection.Execute(
                "INSERT OR REPLACE INTO first_delivered (message, at, checksum) VALUES (@Message, @At, @ActualChecksum)",
                new FirstDeliveredRow { Message = message, At = at },
                transaction);
        }
    }
}
