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

    public StoredEntry ToStored(BlockRow? block, IReadOnlyList<Transition> transitions) => new(
        Sequence, DateTimeOffset.FromUnixTimeMilliseconds(CommittedAt), Entry(block?.ToStored(), transitions));

    private JournalEntry Entry(StoredBlock? block, IReadOnlyList<Transition> transitions) => (EntryKind)Kind switch
    {
        EntryKind.Block when block is not null =>
            new JournalEntry.BlockEntry(block.Block, block.Facts, block.Undo, transitions, block.StateHash),
        EntryKind.Rewind => new JournalEntry.RewindEntry(new BlockRef((ulong)RewindNumber!.Value, RewindHash!)),
        EntryKind.Clock => new JournalEntry.ClockEntry(DateTimeOffset.FromUnixTimeMilliseconds(ClockAt!.Value)),
        _ => throw new InvalidDataException($"Entry {Sequence} of kind {Kind} has lost its block."),
    };
}
