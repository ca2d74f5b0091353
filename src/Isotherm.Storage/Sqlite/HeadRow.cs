using Dapper;
using Isotherm.Domain;
using Microsoft.Data.Sqlite;

namespace Isotherm.Storage.Sqlite;

/// <summary>A block's place, as selected.</summary>
internal sealed class HeadRow
{
    public long Sequence { get; init; }

    public long Number { get; init; }

    public required string Hash { get; init; }

    public BlockRef Ref => new((ulong)Number, Hash);

    /// <summary>The canonical head, as the journal's row names it.</summary>
    /// <param name="connection">Any.</param>
    /// <param name="transaction">Its transaction.</param>
    /// <param name="journal">The row, of the same transaction.</param>
    /// <exception cref="DamagedRowException">There is no such block, or it is not what was written.</exception>
    public static HeadRow? Read(SqliteConnection connection, SqliteTransaction transaction, JournalRow journal)
    {
        if (journal.HeadSequence is not { } sequence)
            return null;
        var block = connection.QueryFirstOrDefault<BlockRow>(
            $"SELECT {BlockRow.Columns} FROM block b WHERE b.sequence = @sequence", new { sequence }, transaction)?.ToStored();
        if (block is null || block.Orphaned)
            throw new DamagedRowException($"the head's block, entry {sequence}, is missing");
        var place = block.Block.Header.Ref;
        return new HeadRow { Sequence = sequence, Number = (long)place.Number, Hash = place.Hash };
    }
}
