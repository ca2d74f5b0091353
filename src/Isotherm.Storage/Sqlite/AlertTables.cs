using Dapper;
using Isotherm.Storage.Alerting;
using Microsoft.Data.Sqlite;

namespace Isotherm.Storage.Sqlite;

/// <summary>Writes entries' alert shares within the entries' transaction.</summary>
/// <param name="connection">The writer.</param>
/// <param name="transaction">Open; the caller commits.</param>
internal sealed class AlertTables(SqliteConnection connection, SqliteTransaction transaction) : IDisposable
{
    private readonly Dictionary<string, PreparedWrite> _prepared = new(StringComparer.Ordinal);
    private readonly RowChecksum _sum = new();
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

    public void Dispose()
    {
        foreach (var prepared in _prepared.Values)
            prepared.Dispose();
    }

    private void Add(long sequence, IReadOnlyList<EpisodeWrite> episodes)
    {
        foreach (var episode in episodes)
        {
            EpisodesMore -= Prepared("DELETE FROM episode WHERE key = ?").With(episode.Key).Run();
            if (episode.State is not { } state)
                continue;
            var row = new EpisodeRow { Key = episode.Key, State = state.ToArray(), Sequence = sequence };
            EpisodesMore += Prepared("INSERT INTO episode (key, state, sequence, checksum) VALUES (?, ?, ?, ?)")
                .With(row.Key).With(row.State.AsSpan()).With(row.Sequence).With(row.ChecksumBy(_sum)).Run();
        }
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
        var written = Prepared(
            """
            INSERT INTO message (number, sequence, id, alert_id, owner, rule, created_at, body, checksum) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (id) DO NOTHING
            """)
            .With(row.Number).With(row.Sequence).With(row.Id).With(row.AlertId).With(row.Owner).With(row.Rule).With(row.CreatedAt)
            .With(row.Body.AsSpan()).With(row.ActualChecksum).Run();
        if (written == 0)
            return; // told before: its deliveries are recorded too
        _lastMessage = number;
        foreach (var cluster in message.Clusters)
            Prepared("INSERT INTO message_cluster (cluster, message) VALUES (?, ?)").With(cluster).With(number).Run();
        foreach (var delivery in message.Deliveries)
            Add(number, message, delivery);
    }

    private void Add(long message, OutgoingMessage body, OutgoingDelivery delivery)
    {
        var number = (_lastDelivery ??= Last("delivery")) + 1;
        var row = new DeliveryRow
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
        };
        Prepared(
            """
            INSERT INTO delivery (number, message, id, owner, channel, lane, expires_at, state, due_at, attempts, checksum)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """)
            .With(row.Number).With(row.Message).With(row.Id).With(row.Owner).With(row.Channel).With(row.Lane).With(row.ExpiresAt).With(row.State)
            .With(row.DueAt).With(row.Attempts).With(row.ActualChecksum).Run();
        _lastDelivery = number;
        WaitingMore++;
    }

    private PreparedWrite Prepared(string sql)
    {
        if (!_prepared.TryGetValue(sql, out var prepared))
            _prepared.Add(sql, prepared = new PreparedWrite(connection, sql));
        return prepared;
    }

    private long Last(string table) => connection.ExecuteScalar<long>($"SELECT coalesce(max(number), 0) FROM {table}", transaction: transaction);
}
