using Isotherm.Domain;
using Isotherm.Storage;
using Isotherm.Storage.Alerting;

namespace Isotherm.Server.Tests.Simulation;

/// <summary>A journal whose snapshots wait until the test lets them be saved, or fail.</summary>
internal sealed class SlowSnapshots(IJournal journal) : IJournal
{
    private readonly TaskCompletionSource _begun = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _may = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Ends when the first save has begun.</summary>
    public Task BegunAsync(CancellationToken ct) => _begun.Task.WaitAsync(TimeSpan.FromSeconds(20), ct);

    /// <summary>Lets all saves go on.</summary>
    public void Release() => _may.TrySetResult();

    /// <summary>Lets all saves fail.</summary>
    public void Refuse(string message) => _may.TrySetException(new JournalRefusedException(message));

    public JournalIdentity Identity => journal.Identity;

    public long Sequence => journal.Sequence;

    public IOutboxStore Outbox => journal.Outbox;

    public async ValueTask SaveSnapshotAsync(long sequence, BlockRef block, ReadOnlyMemory<byte> state, CancellationToken ct)
    {
        _begun.TrySetResult();
        await _may.Task.WaitAsync(TimeSpan.FromSeconds(20), ct);
        await journal.SaveSnapshotAsync(sequence, block, state, ct);
    }

    public ValueTask BindAsync(long chainId, string genesisHash, CancellationToken ct) => journal.BindAsync(chainId, genesisHash, ct);

    public ValueTask<long> AppendAsync(IReadOnlyList<JournalEntry> entries, CancellationToken ct) => journal.AppendAsync(entries, ct);

    public ValueTask<StoredSnapshot?> LatestSnapshotAsync(ulong? atOrBelowBlock, CancellationToken ct) => journal.LatestSnapshotAsync(atOrBelowBlock, ct);

    public IAsyncEnumerable<StoredEntry> ReadAsync(long afterSequence, CancellationToken ct) => journal.ReadAsync(afterSequence, ct);

    public ValueTask<StoredBlock?> BlockAsync(ulong number, CancellationToken ct) => journal.BlockAsync(number, ct);

    public ValueTask<StoredBlock?> BlockAsync(string hash, CancellationToken ct) => journal.BlockAsync(hash, ct);

    public ValueTask<IReadOnlyList<StoredBlock>> CanonicalAsync(ulong from, ulong to, CancellationToken ct) => journal.CanonicalAsync(from, to, ct);

    public ValueTask<IReadOnlyList<BlockRef>> RecentAsync(int count, CancellationToken ct) => journal.RecentAsync(count, ct);

    public ValueTask<TransitionPage> TransitionsAsync(TransitionQuery query, CancellationToken ct) => journal.TransitionsAsync(query, ct);

    public ValueTask<IReadOnlyList<StoredFact<T>>> FactsOfKindAsync<T>(int limit, CancellationToken ct)
        where T : Fact => journal.FactsOfKindAsync<T>(limit, ct);

    public ValueTask<IReadOnlyList<StoredEpisode>> EpisodesAsync(CancellationToken ct) => journal.EpisodesAsync(ct);

    public ValueTask<IReadOnlyList<ReadOnlyMemory<byte>>> AlertUndoAsync(BlockRef to, CancellationToken ct) => journal.AlertUndoAsync(to, ct);

    public ValueTask DisposeAsync() => journal.DisposeAsync();
}
