using Isotherm.Domain;
using Isotherm.Storage;
using Isotherm.Storage.Alerting;

namespace Isotherm.Server.Tests.Alerting;

/// <summary>A journal whose runs of blocks come only when they are let go.</summary>
internal sealed class HeldJournal(IJournal journal) : IJournal
{
    private readonly SemaphoreSlim _asked = new(0);
    private volatile TaskCompletionSource? _gate;

    public JournalIdentity Identity => journal.Identity;

    public long Sequence => journal.Sequence;

    public IOutboxStore Outbox => journal.Outbox;

    /// <summary>Says that no block is recorded any more.</summary>
    public bool IsRewound { get; set; }

    /// <summary>Holds what is asked for from now on.</summary>
    public void Hold() => _gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Waits until somebody asks for blocks while it is held; each who asks counts once.</summary>
    public Task<bool> AskedAsync(CancellationToken ct) => _asked.WaitAsync(TimeSpan.FromSeconds(20), ct);

    /// <summary>Lets all go.</summary>
    public void Release()
    {
        _gate?.TrySetResult();
        _gate = null;
    }

    public async ValueTask<IReadOnlyList<StoredBlock>> CanonicalAsync(ulong from, ulong to, CancellationToken ct)
    {
        if (_gate is { } gate)
        {
            _asked.Release();
            await gate.Task.WaitAsync(ct);
        }

        return await journal.CanonicalAsync(from, to, ct);
    }

    public ValueTask BindAsync(long chainId, string genesisHash, CancellationToken ct) => journal.BindAsync(chainId, genesisHash, ct);

    public ValueTask<long> AppendAsync(IReadOnlyList<JournalEntry> entries, CancellationToken ct) => journal.AppendAsync(entries, ct);

    public ValueTask SaveSnapshotAsync(long sequence, BlockRef block, ReadOnlyMemory<byte> state, CancellationToken ct) =>
        journal.SaveSnapshotAsync(sequence, block, state, ct);

    public ValueTask<StoredSnapshot?> LatestSnapshotAsync(ulong? atOrBelowBlock, CancellationToken ct) => journal.LatestSnapshotAsync(atOrBelowBlock, ct);

    public IAsyncEnumerable<StoredEntry> ReadAsync(long afterSequence, CancellationToken ct) => journal.ReadAsync(afterSequence, ct);

    public ValueTask<StoredBlock?> BlockAsync(ulong number, CancellationToken ct) => journal.BlockAsync(number, ct);

    public ValueTask<StoredBlock?> BlockAsync(string hash, CancellationToken ct) => journal.BlockAsync(hash, ct);

    public ValueTask<IReadOnlyList<BlockRef>> RecentAsync(int count, CancellationToken ct) => IsRewound ? ValueTask.FromResult<IReadOnlyList<BlockRef>>([]) : journal.RecentAsync(count, ct);

    public ValueTask<TransitionPage> TransitionsAsync(TransitionQuery query, CancellationToken ct) => journal.TransitionsAsync(query, ct);

    public ValueTask<IReadOnlyList<StoredFact<T>>> FactsOfKindAsync<T>(int limit, CancellationToken ct)
        where T : Fact => journal.FactsOfKindAsync<T>(limit, ct);

    public ValueTask<IReadOnlyList<StoredEpisode>> EpisodesAsync(CancellationToken ct) => journal.EpisodesAsync(ct);

    public ValueTask<IReadOnlyList<ReadOnlyMemory<byte>>> AlertUndoAsync(BlockRef to, CancellationToken ct) => journal.AlertUndoAsync(to, ct);

    public ValueTask DisposeAsync()
    {
        _asked.Dispose();
        return journal.DisposeAsync();
    }
}
