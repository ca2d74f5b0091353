using Dapper;
using Microsoft.Data.Sqlite;

namespace Isotherm.Storage.Sqlite;

/// <summary>The one row of <c>journal</c>.</summary>
internal sealed record JournalRow
{
    public required string JournalId { get; init; }

    public required string NetworkId { get; init; }

    public long? ChainId { get; init; }

    public string? GenesisHash { get; init; }

    public long Generation { get; init; }

    public long Sequence { get; init; }

    public long? HeadSequence { get; init; }

    /// <summary>Open episodes; null where the schema of alerts is newer than the last opening.</summary>
    public long? Episodes { get; init; }

    /// <summary>Deliveries that are not over; null as above.</summary>
    public long? Waiting { get; init; }

    public long? Checksum { get; init; }

    public JournalIdentity Identity => new(JournalId, NetworkId, ChainId, GenesisHash, Generation);

    private long ActualChecksum
    {
        get
        {
            var checksum = new RowChecksum()
                .With(JournalId).With(NetworkId).With(ChainId).With(GenesisHash).With(Generation).With(Sequence).With(HeadSequence);
            return (Episodes ?? Waiting) is null ? checksum.Value : checksum.With(Episodes).With(Waiting).Value;
        }
    }

    /// <summary>Reads it within a transaction; null before the first.</summary>
    /// <exception cref="DamagedRowException">It is not what was written.</exception>
    public static JournalRow? Read(SqliteConnection connection, SqliteTransaction transaction)
    {
        var row = connection.QueryFirstOrDefault<JournalRow>(
            """
            SELECT journal_id AS JournalId, network_id AS NetworkId, chain_id AS ChainId, genesis_hash AS GenesisHash,
                   generation AS Generation, sequence AS Sequence, head_sequence AS HeadSequence,
                   episodes AS Episodes, waiting AS Waiting, checksum AS Checksum
            FROM journal WHERE id = 1
            """,
            transaction: transaction);
        if (row is not null)
            DamagedRowException.Check("its first row", row.Checksum, row.ActualChecksum);
        return row;
    }

    /// <summary>Stores it with its checksum.</summary>
    public void Write(SqliteConnection connection, SqliteTransaction transaction) => connection.Execute(
        """
        INSERT INTO journal (id, journal_id, network_id, chain_id, genesis_hash, generation, sequence, head_sequence, episodes, waiting, checksum)
        VALUES (1, @JournalId, @NetworkId, @ChainId, @GenesisHash, @Generation, @Sequence, @HeadSequence, @Episodes, @Waiting, @ActualChecksum)
        ON CONFLICT (id) DO UPDATE SET chain_id = @ChainId, genesis_hash = @GenesisHash, generation = @Generation,
            sequence = @Sequence, head_sequence = @HeadSequence, episodes = @Episodes, waiting = @Waiting, checksum = @ActualChecksum
        """,
        new { JournalId, NetworkId, ChainId, GenesisHash, Generation, Sequence, HeadSequence, Episodes, Waiting, ActualChecksum },
        transaction);
}
