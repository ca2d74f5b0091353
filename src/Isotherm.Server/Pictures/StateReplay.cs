using Isotherm.Domain;
using Isotherm.Engine;
using Isotherm.Storage;

namespace Isotherm.Server.Pictures;

/// <summary>Rebuilds the state of a recorded block: the nearest snapshot below it, then its blocks again, each held to its recorded hash.</summary>
internal static class StateReplay
{
    private const ulong PageBlocks = 256;

    /// <summary>The state at the end of a canonical block.</summary>
    /// <param name="journal">The record.</param>
    /// <param name="rules">The network's rules.</param>
    /// <param name="number">The block's height.</param>
    /// <param name="ct">Cancels the replay.</param>
    /// <exception cref="InvalidDataException">The record does not replay to the hashes that it holds.</exception>
    /// <exception cref="FoldException">A rewind moved the chain under the replay, or the record is broken.</exception>
    public static async Task<NetworkState> AtAsync(IJournal journal, NetworkRules rules, ulong number, CancellationToken ct)
    {
        var (state, from) = await StartAsync(journal, rules, number, ct);
        while (from <= number)
        {
            var to = Math.Min(number, from + PageBlocks - 1);
            foreach (var stored in await journal.CanonicalAsync(from, to, ct))
                Apply(state, stored);

            from = to + 1;
        }

        return state;
    }

    /// <summary>Applies a recorded block again.</summary>
    /// <exception cref="InvalidDataException">It does not give the state that was recorded.</exception>
    public static AppliedBlock Apply(NetworkState state, StoredBlock stored)
    {
        var applied = state.Apply(stored.Block, stored.Facts);
        return applied.Picture.StateHash == stored.StateHash
            ? applied
            : throw new InvalidDataException(
                $"Block {stored.Block.Header.Ref} replays to state {applied.Picture.StateHash}, but the journal recorded {stored.StateHash}.");
    }

    private static async Task<(NetworkState State, ulong From)> StartAsync(
        IJournal journal, NetworkRules rules, ulong number, CancellationToken ct)
    {
        ulong? below = number;
        while (await journal.LatestSnapshotAsync(below, ct) is { } snapshot)
        {
            try
            {
                return (NetworkState.Load(rules, snapshot.State), snapshot.Block.Number + 1);
            }
            catch (InvalidDataException) when (snapshot.Block.Number > 0)
            {
                below = snapshot.Block.Number - 1; // snapshots only save time: an older one, or the first block, does as well
            }
        }

        var first = await FirstBlockAsync(journal, ct);
        return (new NetworkState(rules), first);
    }

    private static async Task<ulong> FirstBlockAsync(IJournal journal, CancellationToken ct)
    {
        await foreach (var entry in journal.ReadAsync(0, ct))
        {
            if (entry.Entry is JournalEntry.BlockEntry block)
                return block.Block.Header.Number;
        }

        return 0;
    }
}
