using Isotherm.Domain;
using Isotherm.Engine;
using Isotherm.Storage;

namespace Isotherm.Server;

/// <summary>
/// Saves pictures as snapshots beside the writer: encoding and packing a large network takes many times a block's own work. One
/// at a time; one that is due meanwhile is left to a later commit. Snapshots only save time, so a failure is told and goes no further.
/// </summary>
/// <param name="rules">The network's.</param>
/// <param name="journal">Where they go.</param>
/// <param name="failed">Told of a snapshot that was not saved.</param>
internal sealed class BackgroundSnapshots(NetworkRules rules, IJournal journal, Action<Exception> failed) : IAsyncDisposable
{
    private readonly SemaphoreSlim _turn = new(1);

    /// <summary>Ends when none is being saved; never throws.</summary>
    public async ValueTask DisposeAsync()
    {
        await _turn.WaitAsync(CancellationToken.None);
        _turn.Dispose();
    }

    /// <summary>Begins to save a committed picture, unless another is being saved.</summary>
    /// <param name="sequence">The entry of its block.</param>
    /// <param name="picture">The picture.</param>
    /// <returns>Whether it was begun.</returns>
    public bool TryBegin(long sequence, NetworkPicture picture)
    {
        if (!_turn.Wait(0))
            return false;
        _ = Task.Run(() => SaveAsync(sequence, picture));
        return true;
    }

    /// <summary>Saves a committed picture after the one that is being saved.</summary>
    public async Task SaveLastAsync(long sequence, NetworkPicture picture)
    {
        await _turn.WaitAsync(CancellationToken.None);
        await SaveAsync(sequence, picture);
    }

    private async Task SaveAsync(long sequence, NetworkPicture picture)
    {
        try
        {
            await journal.SaveSnapshotAsync(sequence, picture.Block, NetworkState.Save(rules, picture), CancellationToken.None);
        }
        catch (Exception fault)
        {
            failed(fault);
        }
        finally
        {
            _turn.Release();
        }
    }
}
