using Isotherm.Chains.Manifests;
using Isotherm.Domain;
using Isotherm.Engine;
using Isotherm.Storage;
using Isotherm.Storage.Sqlite;

namespace Isotherm.Bench.Restart;

/// <summary>What saving a state costs, and what of it the writer waits for.</summary>
internal static class SnapshotCost
{
    private const int Rounds = 5;
    private const int Commits = 20;

    /// <summary>Milliseconds, best of five: encoding; encoding, packing and storing; the longest commit of a block while that goes on beside it, and without.</summary>
    public static async Task<SnapshotFigures> MeasureAsync(string directory, int clusters, int seed)
    {
        Manifest manifest = MadeNetwork.Manifest();
        await using SqliteJournal journal = await SqliteJournal.OpenAsync(directory, manifest.Id, TimeProvider.System, CancellationToken.None);
        MadeNetwork network = new(seed, clusters);
        NetworkState state = new(manifest.Rules);
        ulong number = 0;
        List<double> encode = [], save = [], beside = [], alone = [];
        await AppendAsync();
        for (int round = 0; round < Rounds; round++)
        {
            double longest = 0;
            for (int i = 0; i < Commits; i++)
                longest = Math.Max(longest, await AppendAsync());
            alone.Add(longest);
            NetworkPicture picture = state.Picture!;
            long sequence = journal.Sequence;
            long began = TimeProvider.System.GetTimestamp();
            byte[] bytes = NetworkState.Save(manifest.Rules, picture);
            encode.Add(Since(began));
            Task saving = Task.Run(async () =>
            {
                long from = TimeProvider.System.GetTimestamp();
                await journal.SaveSnapshotAsync(sequence, picture.Block, NetworkState.Save(manifest.Rules, picture), CancellationToken.None);
                save.Add(Since(from));
            });
            longest = 0;
            while (!saving.IsCompleted)
                longest = Math.Max(longest, await AppendAsync());
            await saving;
            beside.Add(longest);
            GC.KeepAlive(bytes);
        }

        return new SnapshotFigures(clusters, encode.Min(), save.Min(), alone.Min(), beside.Min());

        async Task<double> AppendAsync()
        {
            (Block block, IReadOnlyList<Fact> facts) = network.Next(number++);
            AppliedBlock applied = state.Apply(block, facts);
            JournalEntry[] entry = [new JournalEntry.BlockEntry(block, facts, applied.Undo, applied.Transitions, applied.Picture.StateHash)];
            long from = TimeProvider.System.GetTimestamp();
            await journal.AppendAsync(entry, CancellationToken.None);
            return Since(from);
        }
    }

    private static double Since(long timestamp) => Math.Round(TimeProvider.System.GetElapsedTime(timestamp).TotalMilliseconds, 1);
}
