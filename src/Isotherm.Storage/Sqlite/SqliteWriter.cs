using System.Security.Cryptography;
using Dapper;
using Isotherm.Domain;
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
    /// <exception cref="JournalRefusedException">The journal is another network's.</exception>
    public (JournalIdentity Identity, long Sequence) TakeOver(string networkId, string directory)
    {
        using var transaction = _connection.BeginTransaction();
        _connection.Execute(
            """
            INSERT INTO journal (id, journal_id, network_id, generation, sequence) VALUES (1, @journalId, @networkId, 0, 0)
            ON CONFLICT (id) DO NOTHING
            """,
            new { journalId = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16)), networkId },
            transaction);
        var row = _connection.QuerySingle<JournalRow>(
            """
            UPDATE journal SET generation = generation + 1 WHERE id = 1
            RETURNING journal_id AS JournalId, network_id AS NetworkId, chain_id AS ChainId, genesis_hash AS GenesisHash,
                      generation AS Generation, sequence AS Sequence
            """,
            transaction: transaction);
        if (row.NetworkId != networkId)
            throw new JournalRefusedException(
                $"The data directory '{directory}' holds network '{row.NetworkId}', not '{networkId}'; choose another directory.");
        transaction.Commit();
        return (new JournalIdentity(row.JournalId, row.NetworkId, row.ChainId, row.GenesisHash, row.Generation), row.Sequence);
    }

    /// <summary>Stores chain and genesis.</summary>
    public void Bind(JournalIdentity identity, long chainId, string genesisHash)
    {
        using var transaction = _connection.BeginTransaction();
        Advance(identity, 0, transaction);
        _connection.Execute(
            "UPDATE journal SET chain_id = @chainId, genesis_hash = @genesisHash WHERE id = 1 AND chain_id IS NULL",
            new { chainId, genesisHash },
            transaction);
        transaction.Commit();
    }

    /// <summary>Commits all entries or none; returns the last sequence number.</summary>
    public long Append(JournalIdentity identity, IReadOnlyList<JournalEntry> entries, CancellationToken ct)
    {
        using var transaction = _connection.BeginTransaction();
        var last = Advance(identity, entries.Count, transaction);
        var tables = new EntryTables(_connection, transaction, _time.GetUtcNow().ToUnixTimeMilliseconds());
        for (var i = 0; i < entries.Count; i++)
        {
            ct.ThrowIfCancellationRequested();
            tables.Add(last - entries.Count + 1 + i, entries[i]);
        }

        ct.ThrowIfCancellationRequested();
        transaction.Commit();
        return last;
    }

    /// <summary>Stores a compressed snapshot and drops those that are not kept.</summary>
    public void SaveSnapshot(JournalIdentity identity, long sequence, BlockRef block, byte[] packed, CancellationToken ct)
    {
        using var transaction = _connection.BeginTransaction();
        Advance(identity, 0, transaction);
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
            INSERT OR REPLACE INTO snapshot (sequence, block_sequence, block_number, state) VALUES (@sequence, @blockSequence, @number, @packed);
            DELETE FROM snapshot WHERE block_sequence IN (SELECT sequence FROM block WHERE orphaned_by IS NOT NULL);
            DELETE FROM snapshot
            WHERE sequence NOT IN (SELECT sequence FROM snapshot ORDER BY sequence DESC LIMIT 4)
              AND sequence NOT IN (SELECT max(sequence) FROM snapshot GROUP BY block_number / 1000);
            """,
            new { sequence, blockSequence = head.Sequence, number = head.Number, packed },
            transaction);
        ct.ThrowIfCancellationRequested();
        transaction.Commit();
    }

    public void Dispose() => _connection.Dispose();

    /// <summary>Takes the next numbers, and with them the proof that no newer writer has opened the journal.</summary>
    private long Advance(JournalIdentity identity, int count, SqliteTransaction transaction) =>
        _connection.ExecuteScalar<long?>(
            "UPDATE journal SET sequence = sequence + @count WHERE id = 1 AND generation = @generation RETURNING sequence",
            new { count, generation = identity.Generation },
            transaction)
        ?? throw new JournalFencedException(identity.Generation);

    private sealed class JournalRow
    {
        public required string JournalId { get; init; }

        public required string NetworkId { get; init; }

        public long? ChainId { get; init; }

        public string? GenesisHash { get; init; }

        public long Generation { get; init; }

        public long Sequence { get; init; }
    }
}
