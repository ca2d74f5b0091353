using System.Security.Cryptography;
using Dapper;
using Isotherm.Domain;
using Isotherm.Storage.Alerting;
using Microsoft.Data.Sqlite;

namespace Isotherm.Storage.Sqlite;

/// <summary>The journal's only writing connection. Each call is one transaction that first proves its generation.</summary>
internal sealed class SqliteWriter : IDisposable
{
    private readonly SqliteConnection _connection;
    private readonly TimeProvider _time;

    public SqliteWriter(SqliteConnection connection, TimeProvider time)
    {
        _connection = connection;
        _time = time;
    }

    /// <summary>Creates the journal's row if there is none, and takes the next generation.</summary>
    /// <returns>The row as it is now.</returns>
    /// <exception cref="JournalRefusedException">The journal is another network's.</exception>
    public JournalRow TakeOver(string networkId, string directory)
    {
        using var transaction = _connection.BeginTransaction();
        var row = JournalRow.Read(_connection, transaction)
            ?? new JournalRow { JournalId = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16)), NetworkId = networkId };
        if (row.NetworkId != networkId)
            throw new JournalRefusedException(
                $"The data directory '{directory}' holds network '{row.NetworkId}', not '{networkId}'; choose another directory.");
        row = row with { Generation = row.Generation + 1, Episodes = row.Episodes ?? 0, Waiting = row.Waiting ?? 0 };
        row.Write(_connection, transaction);
        transaction.Commit();
        return row;
    }

    /// <summary>Stores chain and genesis.</summary>
    public void Bind(JournalIdentity identity, long chainId, string genesisHash)
    {
        using var transaction = _connection.BeginTransaction();
        var row = Own(identity, transaction);
        if (row.ChainId is null)
            (row with { ChainId = chainId, GenesisHash = genesisHash }).Write(_connection, transaction);
        transaction.Commit();
    }

    /// <summary>Commits all entries or none; returns the last sequence number.</summary>
    public long Append(JournalIdentity identity, IReadOnlyList<JournalEntry> entries, CancellationToken ct)
    {
        using var transaction = _connection.BeginTransaction();
        var row = Own(identity, transaction);
        var tables = new EntryTables(
            _connection, transaction, _time.GetUtcNow().ToUnixTimeMilliseconds(), HeadRow.Read(_connection, transaction, row));
        using var alerts = new AlertTables(_connection, transaction);
        for (var i = 0; i < entries.Count; i++)
        {
            ct.ThrowIfCancellationRequested();
            tables.Add(row.Sequence + 1 + i, entries[i]);
            if (entries[i] is JournalEntry.RewindEntry)
                alerts.Rewind(tables.Head?.Sequence ?? 0);
            if (entries[i].Alerts is { } share)
                alerts.Add(row.Sequence + 1 + i, share);
        }

        ct.ThrowIfCancellationRequested();
        row = row with
        {
            Sequence = row.Sequence + entries.Count,
            HeadSequence = tables.Head?.Sequence,
            Episodes = row.Episodes + alerts.EpisodesMore,
            Waiting = row.Waiting + alerts.WaitingMore,
        };
        row.Write(_connection, transaction);
        transaction.Commit();
        return row.Sequence;
    }

    /// <summary>Stores a compressed snapshot and drops those that are not kept.</summary>
    public void SaveSnapshot(JournalIdentity identity, long sequence, BlockRef block, byte[] packed, CancellationToken ct)
    {
        using var transaction = _connection.BeginTransaction();
        Own(identity, transaction);
        var head = _connection.QueryFirstOrDefault<HeadRow>(
            """
            SELECT sequence AS Sequence, number AS Number, hash AS Hash FROM block
            WHERE sequence <= @sequence AND (orphaned_by IS NULL OR orphaned_by > @sequence)
            ORDER BY sequence DESC LIMIT 1
            """,
            new { sequence },
            transaction);
        if (head?.Ref != block)
            throw new InvalidOperationException($"Block {block} was not the head as of entry {sequence}; that was {head?.Ref.ToString() ?? "none"}.");
        _connection.Execute(
            """
            INSERT OR REPLACE INTO snapshot (sequence, block_sequence, block_number, state, checksum) VALUES (@Sequence, @BlockSequence, @BlockNumber, @State, @ActualChecksum);
            DELETE FROM snapshot WHERE block_sequence IN (SELECT sequence FROM block WHERE orphaned_by IS NOT NULL);
            DELETE FROM snapshot
            WHERE sequence NOT IN (SELECT sequence FROM snapshot ORDER BY sequence DESC LIMIT 4)
              AND sequence NOT IN (SELECT max(sequence) FROM snapshot GROUP BY block_number / 1000);
            """,
            new SnapshotRow { Sequence = sequence, BlockSequence = head.Sequence, BlockNumber = head.Number, State = packed },
            transaction);
        ct.ThrowIfCancellationRequested();
        transaction.Commit();
    }

    /// <summary>Records attempts at deliveries, all or none.</summary>
    public void Record(JournalIdentity identity, IReadOnlyList<DeliveryAttempt> attempts) => Outbox(identity, tables =>
    {
        foreach (var attempt in attempts)
            tables.Record(attempt);
        return true;
    });

    /// <summary>Makes a delivery wait again; false when the account has none of that id.</summary>
    public bool Replay(JournalIdentity identity, string owner, string delivery, DateTimeOffset now) =>
        Outbox(identity, tables => tables.Replay(owner, delivery, now));

    /// <summary>Takes deliveries that are over out of the outbox.</summary>
    /// <returns>How many went.</returns>
    public int Prune(JournalIdentity identity, IReadOnlyList<long> deliveries)
    {
        using var transaction = _connection.BeginTransaction();
        Own(identity, transaction);
        var tables = new PruningTables(_connection, transaction);
        var pruned = deliveries.Count(tables.Prune);
        transaction.Commit();
        return pruned;
    }

    public void Dispose() => _connection.Dispose();

    private bool Outbox(JournalIdentity identity, Func<OutboxTables, bool> change)
    {
        using var transaction = _connection.BeginTransaction();
        var row = Own(identity, transaction);
        var tables = new OutboxTables(_connection, transaction);
        var done = change(tables);
        if (tables.WaitingMore != 0)
            (row with { Waiting = row.Waiting + tables.WaitingMore }).Write(_connection, transaction);
        transaction.Commit();
        return done;
    }

    /// <summary>The journal's row, and with it the proof that no newer writer has opened the journal.</summary>
    private JournalRow Own(JournalIdentity identity, SqliteTransaction transaction)
    {
        var row = JournalRow.Read(_connection, transaction) ?? throw new DamagedRowException("its first row is missing");
        return row.Generation == identity.Generation ? row : throw new JournalFencedException(identity.Generation);
    }
}
