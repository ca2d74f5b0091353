using Isotherm.Chains.Manifests;
using Isotherm.Domain;
using Isotherm.Engine;
using Isotherm.Storage;
using Isotherm.Storage.Sqlite;

namespace Isotherm.Bench.Restart;

/// <summary>A journal of made blocks, written as the server writes it: batches, a snapshot each thousand blocks.</summary>
internal static class MadeJournal
{
    private const int Batch = 256;
    private const ulong SnapshotEvery = 1_000;

    /// <summary>Writes it.</summary>
    /// <param name="directory">The server's data directory.</param>
    /// <param name="blocks">How many.</param>
    /// <param name="clusters">How many.</param>
    /// <param name="seed">Decides everything.</param>
    /// <param name="progress">Told the number of blocks written, now and then.</param>
    public static async Task WriteAsync(string directory, int blocks, int clusters, int seed, Action<int> progress)
    {
        Manifest manifest = MadeNetwork.Manifest();
        await using SqliteJournal journal = await SqliteJournal.OpenAsync(
            Path.Combine(directory, manifest.Id), manifest.Id, TimeProvider.System, CancellationToken.None);
        await journal.BindAsync((long)manifest.Chain.ChainId, "0x" + new string('0', 64), CancellationToken.None);
        MadeNetwork network = new(seed, clusters);
        NetworkState state = new(manifest.Rules);
        List<JournalEntry> pending = [];
        for (ulong number = 0; number < (ulong)blocks; number++)
        {
            (Block block, IReadOnlyList<Fact> facts) = network.Next(number);
            AppliedBlock applied = state.Apply(block, facts);
            pending.Add(new JournalEntry.BlockEntry(block, facts, applied.Undo, applied.Transitions, applied.Picture.StateHash));
            bool saved = number > 0 && number % SnapshotEvery == 0;
            if (pending.Count < Batch && !saved && number + 1 < (ulong)blocks)
                continue;
            await journal.AppendAsync(pending, CancellationToken.None);
            pending.Clear();
            if (saved)
                await journal.SaveSnapshotAsync(journal.Sequence, applied.Picture.Block, state.Save(), CancellationToken.None);
            if (saved && number % (10 * SnapshotEvery) == 0)
                progress((int)number);
        }
    }
}
