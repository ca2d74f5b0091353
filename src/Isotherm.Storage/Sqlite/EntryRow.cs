using Isotherm.Domain;

namespace Isotherm.Storage.Sqlite;

/// <summary>A row of <c>entry</c>.</summary>
internal sealed class EntryRow
{
    public long Sequence { get; init; }

    public long Kind { get; init; }

    public long CommittedAt { get; init; }

    public long? RewindNumber { get; init; }

    public string? RewindHash { get; init; }

    public long? ClockAt { get; init; }

    public long? Checksum { get; init; }

    /// <summary>The checksum of an entry with so many transitions.</summary>
    public static long ChecksumOf(long sequence, EntryKind kind, long committedAt, long? rewindNumber, string? rewindHash, long? clockAt, int transitions) =>
        new RowChecksum().With(sequence).With((long)kind).With(committedAt).With(rewindNumber).With(rewindHash).With(clockAt).With(transitions).Value;

    /// <exception cref="DamagedRowException">It is not what was written.</exception>
    public StoredEntry ToStored(BlockRow? block, IReadOnlyList<Transition> transitions)
    {
        DamagedRowException.Check(
            $"entry {Sequence}",
            Checksum,
            ChecksumOf(Sequence, (EntryKind)Kind, CommittedAt, RewindNumber, RewindHash, ClockAt, transitions.Count));
        return new StoredEntry(Sequence, DateTimeOffset.FromUnixTimeMilliseconds(CommittedAt), Entry(block?.ToStored(), transitions));
    }

    private JournalEntry Entry(StoredBlock? block, IReadOnlyList<Transition> transitions) => (EntryKind)Kind switch
    {
        EntryKind.Block when block is not null =>
            new JournalEntry.BlockEntry(block.Block, block.Facts, block.Undo, transitions, block.StateHash),
        EntryKind.Rewind => new JournalEntry.RewindEntry(new BlockRef((ulong)RewindNumber!.Value, RewindHash!)),
        EntryKind.Clock => new JournalEntry.ClockEntry(DateTimeOffset.FromUnixTimeMilliseconds(ClockAt!.Value)),
        _ => throw new DamagedRowException($"entry {Sequence} of kind {Kind} has lost its block"),
    };
}
