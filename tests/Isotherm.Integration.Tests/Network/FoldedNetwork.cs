using Isotherm.Chains.Manifests;
using Isotherm.Domain;
using Isotherm.Engine;
using Isotherm.Storage;
using Isotherm.Storage.Sqlite;

namespace Isotherm.Integration.Tests.Network;

/// <summary>The fold and its journal as a server keeps them: each step is applied, committed, and only then seen.</summary>
internal sealed class FoldedNetwork : IAsyncDisposable
{
    private const int BlocksKept = 256;

    private FoldedNetwork(NetworkState state, IJournal journal, IReadOnlyList<BlockRef> known)
    {
        State = state;
        Journal = journal;
        Known = known;
    }

    public NetworkState State { get; private set; }

    public IJournal Journal { get; }

    /// <summary>The journal's last canonical blocks as they were at the opening.</summary>
    public IReadOnlyList<BlockRef> Known { get; }

    /// <summary>Opens a data directory: the latest snapshot, and what was recorded after it. Each block's recorded hash must come out again.</summary>
    public static async Task<FoldedNetwork> OpenAsync(Manifest manifest, string directory, CancellationToken ct)
    {
        SqliteJournal journal = await SqliteJournal.OpenAsync(directory, manifest.Id, TimeProvider.System, ct);
        StoredSnapshot? snapshot = await journal.LatestSnapshotAsync(null, ct);
        NetworkState state = snapshot is null ? new(manifest.Rules) : NetworkState.Load(manifest.Rules, snapshot.State);
        Stack<ReadOnlyMemory<byte>> undo = [];
        await foreach (StoredEntry stored in journal.ReadAsync(snapshot?.Sequence ?? 0, ct))
        {
            if (stored.Entry is JournalEntry.BlockEntry block)
            {
                AppliedBlock applied = state.Apply(block.Block, block.Facts);
                undo.Push(applied.Undo);
                Assert.Equal(block.StateHash, applied.Picture.StateHash);
            }
            else if (stored.Entry is JournalEntry.RewindEntry rewind)
            {
                while (state.Picture is { } picture && picture.Block.Number > rewind.To.Number)
                    state.Undo(undo.Pop());
            }
        }

        return new(state, journal, await journal.RecentAsync(BlocksKept, ct));
    }

    /// <summary>Applies a step and commits it.</summary>
    /// <returns>The picture after it; null before the first block.</returns>
    public async Task<NetworkPicture?> TakeAsync(ChainStep step, CancellationToken ct)
    {
        JournalEntry entry = step switch
        {
            ChainStep.Extend extend => Extend(extend),
            ChainStep.Rewind rewind => await RewindAsync(rewind, ct),
            _ => throw new InvalidOperationException($"a step of kind {step.GetType().Name}"),
        };
        await Journal.AppendAsync([entry], ct);
        return State.Picture;
    }

    /// <summary>Stores the state as it is, as a server does from time to time.</summary>
    public async Task SnapshotAsync(CancellationToken ct)
    {
        if (State.Picture is { } picture)
            await Journal.SaveSnapshotAsync(Journal.Sequence, picture.Block, State.Save(), ct);
    }

    public ValueTask DisposeAsync() => Journal.DisposeAsync();

    private JournalEntry.BlockEntry Extend(ChainStep.Extend step)
    {
        AppliedBlock applied = State.Apply(step.Block, step.Facts);
        return new(step.Block, step.Facts, applied.Undo, applied.Transitions, applied.Picture.StateHash);
    }

    private async Task<JournalEntry.RewindEntry> RewindAsync(ChainStep.Rewind rewind, CancellationToken ct)
    {
        while (State.Picture is { } picture && picture.Block.Number > rewind.To.Number)
        {
            StoredBlock? stored = await Journal.BlockAsync(picture.Block.Hash, ct);
            Assert.NotNull(stored);
            State.Undo(stored.Undo);
        }

        if (State.Picture is { } after)
        {
            Assert.Equal(rewind.To, after.Block);
            StoredBlock? stored = await Journal.BlockAsync(after.Block.Hash, ct);
            Assert.Equal(stored?.StateHash, after.StateHash);
        }

        return new(rewind.To);
    }
}
