using Isotherm.Domain;
using Isotherm.Engine;
using Isotherm.Storage;

namespace Isotherm.Server.Pictures;

/// <summary>Pictures of any recorded canonical block: from the ring near the head, else replayed. At most two replays run at once; the last few are kept.</summary>
internal sealed class PictureArchive(NetworkRules rules, CanonicalRing ring) : IDisposable
{
    private const int Kept = 8;
    private const int Attempts = 3;

    private readonly SemaphoreSlim _replays = new(2);
    private readonly Lock _writing = new();
    private readonly LinkedList<NetworkPicture> _recent = new();

    /// <summary>The picture of a canonical block; null when it is not recorded.</summary>
    /// <param name="journal">The record.</param>
    /// <param name="number">The block's height.</param>
    /// <param name="ct">The reader left.</param>
    public async Task<NetworkPicture?> AtAsync(IJournal journal, ulong number, CancellationToken ct)
    {
        for (var attempt = 1; ; attempt++)
        {
            if (ring.At(number) is { } near)
                return near;
            if (await journal.BlockAsync(number, ct) is not { } block)
                return null;
            if (Recall(block.StateHash) is { } kept)
                return kept;
            try
            {
                return await ReplayAsync(journal, number, ct);
            }
            catch (FoldException) when (attempt < Attempts)
            {
                // A rewind moved the chain under the replay: look again. A record that is broken fails the last attempt.
            }
        }
    }

    /// <inheritdoc />
    public void Dispose() => _replays.Dispose();

    private async Task<NetworkPicture?> ReplayAsync(IJournal journal, ulong number, CancellationToken ct)
    {
        await _replays.WaitAsync(ct);
        try
        {
            var state = await StateReplay.AtAsync(journal, rules, number, ct);
            if (state.Picture is not { } picture || picture.Block.Number != number)
                return null;
            Keep(picture);
            return picture;
        }
        finally
        {
            _replays.Release();
        }
    }

    private NetworkPicture? Recall(string stateHash)
    {
        lock (_writing)
        {
            for (var node = _recent.First; node is not null; node = node.Next)
            {
                if (node.Value.StateHash != stateHash)
                    continue;
                _recent.Remove(node);
                _recent.AddFirst(node);
                return node.Value;
            }
        }

        return null;
    }

    private void Keep(NetworkPicture picture)
    {
        lock (_writing)
        {
            _recent.AddFirst(picture);
            if (_recent.Count > Kept)
                _recent.RemoveLast();
        }
    }
}
