using Isotherm.Domain;
using Isotherm.Storage.Alerting;

namespace Isotherm.Storage;

/// <summary>
/// The one record of a network: blocks with their facts, undo data and transitions, rewinds and clock entries, in commit order.
/// One writer; any number of concurrent readers, which never block it. What <see cref="AppendAsync"/> has returned survives a
/// crash at any later point. Orphaned blocks stay, marked. Members are safe to call from any thread; those that touch storage
/// throw <see cref="ObjectDisposedException"/> after disposal.
/// </summary>
public interface IJournal : IAsyncDisposable
{
    /// <summary>The most blocks that one call of <see cref="CanonicalAsync"/> returns.</summary>
    const int MaxBlocks = 1_000;

    /// <summary>Whose journal this is, and under which fencing number it was opened.</summary>
    JournalIdentity Identity { get; }

    /// <summary>The last committed sequence number; 0 before any. Gapless from 1, never reused.</summary>
    long Sequence { get; }

    /// <summary>Messages of alerts on their way out.</summary>
    IOutboxStore Outbox { get; }

    /// <summary>Ties the journal to a chain. The first call stores both values, a later one compares.</summary>
    /// <param name="chainId">EIP-155 chain id.</param>
    /// <param name="genesisHash">Hash of block 0, lower-case 0x-hex.</param>
    /// <param name="ct">Cancels before anything is stored.</param>
    /// <exception cref="JournalRefusedException">The journal belongs to another chain.</exception>
    /// <exception cref="JournalFencedException">A newer writer has opened the journal.</exception>
    ValueTask BindAsync(long chainId, string genesisHash, CancellationToken ct);

    /// <summary>Commits the entries in order in one transaction: all of them or none. An empty list changes nothing.</summary>
    /// <param name="entries">A block must extend the canonical head; a rewind must name a canonical block or the first block's parent.</param>
    /// <param name="ct">Cancels up to the commit, which is then not begun.</param>
    /// <returns>The sequence number of the last entry.</returns>
    /// <exception cref="JournalFencedException">A newer writer has opened the journal; nothing was stored.</exception>
    /// <exception cref="InvalidOperationException">An entry does not fit the chain recorded so far; nothing was stored.</exception>
    ValueTask<long> AppendAsync(IReadOnlyList<JournalEntry> entries, CancellationToken ct);

    /// <summary>
    /// Stores the state after an entry, so that a start need not replay all. Keeps the last four and the newest of each 1 000
    /// blocks; a snapshot of an orphaned block goes. Snapshots may be deleted at any time: the entries are the truth.
    /// </summary>
    /// <param name="sequence">The last entry that the state contains.</param>
    /// <param name="block">The canonical head as of that entry.</param>
    /// <param name="state">Opaque to the journal.</param>
    /// <param name="ct">Cancels up to the commit.</param>
    /// <exception cref="JournalFencedException">A newer writer has opened the journal.</exception>
    /// <exception cref="InvalidOperationException"><paramref name="block"/> was not the head as of <paramref name="sequence"/>.</exception>
    ValueTask SaveSnapshotAsync(long sequence, BlockRef block, ReadOnlyMemory<byte> state, CancellationToken ct);

    /// <summary>The newest snapshot of a block that is canonical now; null if there is none. Entries after its sequence never rewind below its block.</summary>
    /// <param name="atOrBelowBlock">Greatest block number wanted; null for any.</param>
    /// <param name="ct">Cancels the read.</param>
    ValueTask<StoredSnapshot?> LatestSnapshotAsync(ulong? atOrBelowBlock, CancellationToken ct);

    /// <summary>All entries after a sequence number in order, orphaned blocks included, up to the end as it is when reached.</summary>
    IAsyncEnumerable<StoredEntry> ReadAsync(long afterSequence, CancellationToken ct);

    /// <summary>The canonical block of this height, or null.</summary>
    ValueTask<StoredBlock?> BlockAsync(ulong number, CancellationToken ct);

    /// <summary>The block of this hash, or null: the canonical one, else the one orphaned last.</summary>
    ValueTask<StoredBlock?> BlockAsync(string hash, CancellationToken ct);

    /// <summary>
    /// The canonical blocks from one height to another, both included, ascending; heights that are not recorded are left out.
    /// At most <see cref="MaxBlocks"/>: go on after the last one returned.
    /// </summary>
    ValueTask<IReadOnlyList<StoredBlock>> CanonicalAsync(ulong from, ulong to, CancellationToken ct);

    /// <summary>The last canonical blocks, oldest first.</summary>
    ValueTask<IReadOnlyList<BlockRef>> RecentAsync(int count, CancellationToken ct);

    /// <summary>One page of zone and queue changes, newest first; those of orphaned blocks are included and marked.</summary>
    ValueTask<TransitionPage> TransitionsAsync(TransitionQuery query, CancellationToken ct);

    /// <summary>
    /// The last canonical facts of one rare kind, newest first: <see cref="Fact.ThresholdsSet"/>, <see cref="Fact.GracePeriodSet"/>,
    /// <see cref="Fact.ChangeScheduled"/>, <see cref="Fact.ChangeApplied"/>, <see cref="Fact.ChangeCancelled"/>, <see cref="Fact.Liquidated"/>.
    /// </summary>
    /// <param name="limit">1 – 100 000 facts.</param>
    /// <param name="ct">Cancels the read.</param>
    /// <exception cref="ArgumentException"><typeparamref name="T"/> is not one of them: read it from the blocks.</exception>
    ValueTask<IReadOnlyList<StoredFact<T>>> FactsOfKindAsync<T>(int limit, CancellationToken ct)
        where T : Fact;

    /// <summary>The open episodes, in the order of their keys.</summary>
    ValueTask<IReadOnlyList<StoredEpisode>> EpisodesAsync(CancellationToken ct);

    /// <summary>
    /// What takes back the judgements of all entries after a block's, newest first; those that a rewind took back are gone. To be
    /// asked before that rewind is appended.
    /// </summary>
    /// <param name="to">A canonical block; for any other place, the first block's parent above all, everything.</param>
    /// <param name="ct">Cancels the read.</param>
    ValueTask<IReadOnlyList<ReadOnlyMemory<byte>>> AlertUndoAsync(BlockRef to, CancellationToken ct);
}
