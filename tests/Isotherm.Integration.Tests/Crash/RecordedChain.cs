using Isotherm.Domain;
using Isotherm.Storage;
using Isotherm.Storage.Sqlite;

namespace Isotherm.Integration.Tests.Crash;

/// <summary>What one journal has been seen to hold, entry by entry. What was there once must be there for ever.</summary>
internal sealed class RecordedChain
{
    private readonly List<Place> _canonical = [];
    private readonly List<Place?> _after = [null];

    /// <summary>The last entry seen.</summary>
    public long Sequence => _after.Count - 1;

    /// <summary>The head after the last entry; null before the first block.</summary>
    public Place? Head => _after[^1];

    /// <summary>Whether the last entry is a rewind whose blocks are still to come.</summary>
    public bool EndsWithRewind { get; private set; }

    /// <summary>Reads what a killed server's journal holds beyond what was seen, from a copy: the recovery is the next server's.</summary>
    /// <param name="directory">The journal's directory; nobody has it open.</param>
    /// <param name="published">What a viewer of that server was told.</param>
    /// <param name="fromTheStart">Compare all that was seen before, too.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>The number of the block whose state was saved last; null for none.</returns>
    public async Task<ulong?> ReadAsync(string directory, IReadOnlyList<Publication> published, bool fromTheStart, CancellationToken ct)
    {
        DirectoryInfo copy = Directory.CreateTempSubdirectory("isotherm-killed-");
        try
        {
            foreach (string file in Directory.GetFiles(directory))
                File.Copy(file, Path.Combine(copy.FullName, Path.GetFileName(file)));
            await using SqliteJournal journal = await SqliteJournal.OpenAsync(copy.FullName, "demo", TimeProvider.System, ct);
            await FollowAsync(journal, fromTheStart, ct);
            Assert.All(published, p => Assert.Equal(journal.Identity.JournalId, p.JournalId));
            foreach (Publication told in published)
            {
                Assert.True(told.Sequence <= Sequence, $"{told} was published; the journal ends at entry {Sequence}");
                Assert.Equal(new Place(told.Number, told.BlockHash, told.StateHash), _after[(int)told.Sequence]);
            }

            return (await journal.LatestSnapshotAsync(null, ct))?.Block.Number;
        }
        finally
        {
            copy.Delete(recursive: true);
        }
    }

    private async Task FollowAsync(SqliteJournal journal, bool fromTheStart, CancellationToken ct)
    {
        List<Place?> before = fromTheStart ? [.. _after] : [];
        if (fromTheStart)
        {
            _canonical.Clear();
            _after.RemoveRange(1, _after.Count - 1);
        }

        long next = Sequence + 1;
        await foreach (StoredEntry entry in journal.ReadAsync(Sequence, ct))
        {
            Assert.Equal(next++, entry.Sequence);
            Take(entry.Entry);
        }

        Assert.Equal(journal.Sequence, Sequence);
        Assert.Equal(before, _after.Take(before.Count));
        IReadOnlyList<BlockRef> recent = await journal.RecentAsync(1, ct);
        Assert.Equal(Head is { } head ? [new BlockRef(head.Number, head.Hash)] : [], recent);
    }

    private void Take(JournalEntry entry)
    {
        EndsWithRewind = entry is JournalEntry.RewindEntry;
        if (entry is JournalEntry.BlockEntry block)
        {
            BlockHeader header = block.Block.Header;
            if (Head is { } parent)
                Assert.Equal((parent.Number + 1, parent.Hash), (header.Number, header.ParentHash));
            _canonical.Add(new Place(header.Number, header.Hash, block.StateHash));
        }
        else if (entry is JournalEntry.RewindEntry rewind)
        {
            _canonical.RemoveAll(place => place.Number > rewind.To.Number);
        }

        _after.Add(_canonical.Count > 0 ? _canonical[^1] : null);
    }

    /// <summary>A block with the state that it gave.</summary>
    internal sealed record Place(ulong Number, string Hash, string StateHash);
}
