using Dapper;
using Isotherm.Storage.Alerting;
using Microsoft.Data.Sqlite;

namespace Isotherm.Storage.Sqlite;

/// <summary>Writes entries' alert shares within the entries' transaction.</summary>
/// <param name="connection">The writer.</param>
/// <param name="transaction">Open; the caller commits.</param>
internal sealed class AlertTables(SqliteConnection connection, SqliteTransaction transaction)
{
    private long? _lastMessage;
    private long? _lastDelivery;

    /// <summary>How many more episodes there are.</summary>
    public long EpisodesMore { get; private set; }

    /// <summary>How many more deliveries wait.</summary>
    public long WaitingMore { get; private set; }

    /// <summary>Takes from the stack what lies above an entry: it was taken back.</summary>
    public void Rewind(long toSequence) =>
        connection.Execute("DELETE FROM alert_undo WHERE sequence > @toSequence", new { toSequence }, transaction);

    /// <summary>Writes an entry's share.</summary>
    public void Add(long sequence, AlertShare share)
    {
        Add(sequence, share.Episodes);
        if (!share.Undo.IsEmpty)
        {
            connection.Execute(
                "INSERT INTO alert_undo (sequence, undo, checksum) VALUES (@Sequence, @Undo, @ActualChecksum)",
                new AlertUndoRow { Sequence = sequence, Undo = share.Undo.ToArray() },
                transaction);
        }

        foreach (var message in share.Messages)
            Add(sequence, message);
    }

    private void Add(long sequence, IReadOnlyList<EpisodeWrite> episodes)
    {
        if (episodes.Count == 0)
            return;
        EpisodesMore -= connection.Execute("DELETE FROM episode WHERE key = @Key", episodes.Select(episode => new { episode.Key }), transaction);
        EpisodesMore += connection.Execute(
            "INSERT INTO episode (key, state, sequence, checksum) VALUES (@Key, @State, @Sequence, @ActualChecksum)",
            episodes.Where(episode => episode.State is not null)
                .Select(episode => new EpisodeRow { Key = episode.Key, State = episode.State!.Value.ToArray(), Sequence = sequence }),
            transaction);
    }

    private void Add(long sequence, OutgoingMessage message)
    {
        var number = (_lastMessage ??= Last("message")) + 1;
        var row = new MessageRow
        {
            Number = number,
            Sequence = sequence,
            Id = message.Id,
            AlertId = message.AlertId,
            Owner = message.Owner,
            Rule = message.Rule,
            CreatedAt = message.CreatedAt.ToUnixTimeMilliseconds(),
            Body = message.Body.ToArray(),
        };
        var written = connection.Execute(
            """
            INSERT INTO message (number, sequence, id, alert_id, owner, rule, created_at, body, checksum)
            VALUES (@Number, @Sequence, @Id, @AlertId, @Owner, @Rule, @CreatedAt, @Body, @ActualChecksum)
            ON CONFLICT (id) DO NOTHING
            """,
            row,
            transaction);
        if (written == 0)
            return; // told before: its deliveries are recorded too
        _lastMessage = number;
        connection.Execute(
            "INSERT INTO message_cluster (cluster, message) VALUES (@cluster, @number)",
            message.Clusters.Select(cluster => new { cluster, number }),
            transaction);
        foreach (var delivery in message.Deliveries)
            Add(number, message, delivery);
    }

    private void Add(long message, OutgoingMessage body, OutgoingDelivery delivery)
    {
        var number = (_lastDelivery ??= Last("delivery")) + 1;
        connection.Execute(
            """
            INSERT INTO delivery (number, message, id, owner, channel, lane, expires_at, state, due_at, attempts, checksum)
            VALUES (@Number, @Message, @Id, @Owner, @Channel, @Lane, @ExpiresAt, @State, @DueAt, @Attempts, @ActualChecksum)
            """,
            new DeliveryRow
            {
                Number = number,
                Message = message,
                Id = $"{body.Id}:{delivery.Channel}",
                Owner = body.Owner,
                Channel = delivery.Channel,
                Lane = delivery.Lane,
                ExpiresAt = body.ExpiresAt?.ToUnixTimeMilliseconds(),
                State = (long)DeliveryState.Waiting,
                DueAt = delivery.DueAt.ToUnixTimeMilliseconds(),
            },
            transaction);
        _lastDelivery = number;
        WaitingMore++;
    }

    private long Last(string table) => connection.ExecuteScalar<long>($"SELECT coalesce(max(number), 0) FROM {table}", transaction: transaction);
}
