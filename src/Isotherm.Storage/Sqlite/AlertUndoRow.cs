namespace Isotherm.Storage.Sqlite;

/// <summary>A row of <c>alert_undo</c>.</summary>
internal sealed class AlertUndoRow
{
    public long Sequence { get; init; }

    public required byte[] Undo { get; init; }

    public long? Checksum { get; init; }

    /// <summary>The checksum of these columns.</summary>
    public long ActualChecksum => new RowChecksum().With(Sequence).With(Undo).Value;

    /// <exception cref="DamagedRowException">It is not what was written.</exception>
    public ReadOnlyMemory<byte> ToUndo()
    {
        DamagedRowException.Check($"the alerts' undo of entry {Sequence}", Checksum, ActualChecksum);
        return Undo;
    }
}
