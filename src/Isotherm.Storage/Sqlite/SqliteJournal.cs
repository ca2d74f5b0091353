using System.Runtime.CompilerServices;
using Isotherm.Domain;
using Isotherm.Storage.Alerting;
using Isotherm.Storage.Encoding;

namespace Isotherm.Storage.Sqlite;

/// <summary>
/// The journal in one SQLite file, <c>journal.db</c>, in WAL mode with a sync for each commit. SQLite is synchronous, so each
/// call runs on the thread pool. One process at a time holds the directory.
/// </summary>
public sealed class SqliteJournal : IJournal
{
    private const int EntriesPerRead = 128;
    private const int MaxFacts = 100_000;

    private readonly Lock _writing = new();
    private readonly DirectoryLock _directoryLock;
    private readonly SqliteFile _file;
    private readonly SqliteWriter _writer;
    private readonly SqliteReader _reader;
    private readonly AlertReader _alerts;
    private readonly StructureCheck _structure;
    private volatile JournalIdentity _identity;
    private volatile bool _disposed;
    private long _sequence;

    private SqliteJournal(DirectoryLock directoryLock, SqliteFile file, SqliteWriter writer, JournalRow row, TimeProvider time)
    {
        _directoryLock = directoryLock;
        _file = file;
        _writer = writer;
        _reader = new SqliteReader(file);
        _alerts = new AlertReader(file);
        Outbox = new SqliteOutbox(this, _alerts, time);
        _structure = new StructureCheck(file, time);
        _identity = row.Identity;
        _sequence = row.Sequence;
    }

    /// <inheritdoc />
    public JournalIdentity Identity => _identity;

    /// <inheritdoc />
    public long Sequence => Interlocked.Read(ref _sequence);

    /// <inheritdoc />
    public IOutboxStore Outbox { get; }

    /// <summary>Opens the journal in a directory, creating both as needed, and takes the next generation.</summary>
    /// <param name="directory">Holds <c>journal.db</c> and <c>journal.lock</c>; on a local disk.</param>
    /// <param name="networkId">The network whose journal it is or becomes.</param>
    /// <param name="time">For the times of commits.</param>
    /// <param name="ct">Cancels before anything is opened.</param>
    /// <exception cref="JournalRefusedException">
    /// The directory is in use, not writable, full, damaged, of a newer version or another network's, or SQLite is too old.
    /// </exception>
    public static async Task<SqliteJournal> OpenAsync(string directory, string networkId, TimeProvider time, CancellationToken ct) =>
        await Task.Run(() => Open(Path.GetFullPath(directory), networkId, time), ct);

    /// <inheritdoc />
    public async ValueTask BindAsync(long chainId, string genesisHash, CancellationToken ct) =>
        await Task.Run(() => Bind(chainId, genesisHash), ct);

    /// <inheritdoc />
    public async ValueTask<long> AppendAsync(IReadOnlyList<JournalEntry> entries, CancellationToken ct) =>
        await Task.Run(() => Append(entries, ct), ct);

    /// <inheritdoc />
    public async ValueTask SaveSnapshotAsync(long sequence, BlockRef block, ReadOnlyMemory<byte> state, CancellationToken ct) =>
        await Task.Run(() => SaveSnapshot(sequence, block, state, ct), ct);

    /// <inheritdoc />
    public async ValueTask<StoredSnapshot?> LatestSnapshotAsync(ulong? atOrBelowBlock, CancellationToken ct) =>
        await ReadAsync(() => _reader.LatestSnapshot(atOrBelowBlock), ct);

    /// <inheritdoc />
    public async IAsyncEnumerable<StoredEntry> ReadAsync(long afterSequence, [EnumeratorCancellation] CancellationToken ct)
    {
        while (true)
        {
            var from = afterSequence;
            var batch = await ReadAsync(() => _reader.Entries(from, EntriesPerRead), ct);
            if (batch.Count == 0)
                yield break;
            foreach (var entry in batch)
                yield return entry;
            afterSequence = batch[^1].Sequence;
        }
    }

    /// <inheritdoc />
    public async ValueTask<StoredBlock?> BlockAsync(ulong number, CancellationToken ct) =>
        await CanonicalAsync(number, number, ct) is [var block] ? block : null;

    /// <inheritdoc />
    public async ValueTask<StoredBlock?> BlockAsync(string hash, CancellationToken ct)
    {
        var block = await ReadAsync(() => _reader.Block(hash), ct);
        if (block is null or { Orphaned: true })
            await _structure.RequireAsync(ct); // there may be a better one that was not found
        return block;
    }

    /// <inheritdoc />
    public async ValueTask<IReadOnlyList<StoredBlock>> CanonicalAsync(ulong from, ulong to, CancellationToken ct)
    {
        var blocks = await ReadAsync(() => _reader.Canonical(from, to), ct);
        if ((blocks.Count == 0 || blocks[0].Block.Header.Number != from) && from <= to && await ReadAsync(_reader.Head, ct) is { } head && from <= head.Number)
            await _structure.RequireAsync(ct); // they must not have been lost
        return blocks;
    }

    /// <inheritdoc />
    public async ValueTask<IReadOnlyList<BlockRef>> RecentAsync(int count, CancellationToken ct)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        return await ReadAsync(() => _reader.Recent(count), ct);
    }

    /// <inheritdoc />
    public async ValueTask<TransitionPage> TransitionsAsync(TransitionQuery query, CancellationToken ct)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(query.Limit, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(query.Limit, TransitionQuery.MaxLimit);
        await _structure.RequireAsync(ct);
        return await ReadAsync(() => _reader.Transitions(query), ct);
    }

    /// <inheritdoc />
    public async ValueTask<IReadOnlyList<StoredFact<T>>> FactsOfKindAsync<T>(int limit, CancellationToken ct)
        where T : Fact
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(limit, MaxFacts);
        var kind = RareFacts.TagOf(typeof(T)) ?? throw new ArgumentException($"Facts of kind {typeof(T).Name} are not indexed; read them from the blocks.");
        await _structure.RequireAsync(ct);
        return await ReadAsync(() => _reader.FactsOfKind<T>(kind, limit), ct);
    }

    /// <inheritdoc />
    public async ValueTask<IReadOnlyList<StoredEpisode>> EpisodesAsync(CancellationToken ct) => await ReadAsync(_alerts.Episodes, ct);

    /// <inheritdoc />
    public async ValueTask<IReadOnlyList<ReadOnlyMemory<byte>>> AlertUndoAsync(BlockRef to, CancellationToken ct) =>
        await ReadAsync(() => _alerts.UndoAfter(to), ct);

    /// <summary>Closes the file and lets the directory go. Waits for a commit under way; later calls throw.</summary>
    public async ValueTask DisposeAsync()
    {
        await _structure.DisposeAsync();
        lock (_writing)
        {
            if (_disposed)
                return;
            _disposed = true;
            _file.CloseReaders();
            _writer.Dispose();
            _directoryLock.Dispose();
        }
    }

    private static SqliteJournal Open(string directory, string networkId, TimeProvider time)
    {
        var directoryLock = DirectoryLock.Take(directory);
        var file = new SqliteFile(directory);
        SqliteWriter? writer = null;
        try
        {
            writer = new SqliteWriter(file.OpenWriter(), time);
            var row = writer.TakeOver(networkId, directory);
            var acknowledged = directoryLock.Acknowledged(row.JournalId);
            if (row.Sequence < acknowledged)
            {
                throw new JournalRefusedException(
                    $"The journal in '{directory}' has lost commits: entry {acknowledged} was recorded, {row.Sequence} is the last that is there; "
                    + "restore a backup of the directory, or delete the directory to read the chain again. If this is a restored backup, delete "
                    + $"'{DirectoryLock.FileName}' to go on from it.");
            }

            directoryLock.Acknowledge(row.JournalId, row.Sequence);
            return new SqliteJournal(directoryLock, file, writer, row, time);
        }
        catch (Exception fault)
        {
            writer?.Dispose();
            directoryLock.Dispose();
            if (JournalTrouble.Knows(fault))
                throw file.Trouble.Of(fault);
            throw;
        }
    }

    /// <summary>One change by the writer, for the outbox.</summary>
    internal bool Change(Func<SqliteWriter, JournalIdentity, bool> change)
    {
        lock (_writing)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            var done = false;
            Write(() => done = change(_writer, _identity));
            return done;
        }
    }

    /// <summary>One query, for the outbox.</summary>
    internal Task<T> QueryAsync<T>(Func<T> query, CancellationToken ct) => ReadAsync(query, ct);

    /// <summary>One query whose answer rests on something not being there.</summary>
    internal async Task<T> QueryWholeAsync<T>(Func<T> query, CancellationToken ct)
    {
        await _structure.RequireAsync(ct);
        return await ReadAsync(query, ct);
    }

    private void Bind(long chainId, string genesisHash)
    {
        lock (_writing)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            if (_identity.ChainId is null)
            {
                Write(() => _writer.Bind(_identity, chainId, genesisHash));
                _identity = _identity with { ChainId = chainId, GenesisHash = genesisHash };
            }
        }

        var bound = _identity;
        if (bound.ChainId != chainId)
            throw new JournalRefusedException(
                $"The journal of network '{bound.NetworkId}' belongs to chain {bound.ChainId}, but the endpoint serves chain {chainId}.");
        if (bound.GenesisHash != genesisHash)
            throw new JournalRefusedException(
                $"The journal of network '{bound.NetworkId}' belongs to a chain that begins with {bound.GenesisHash}, but the endpoint's begins with {genesisHash}.");
    }

    private long Append(IReadOnlyList<JournalEntry> entries, CancellationToken ct)
    {
        lock (_writing)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            var last = 0L;
            Write(() =>
            {
                last = _writer.Append(_identity, entries, ct);
                Interlocked.Exchange(ref _sequence, last);
                _directoryLock.Acknowledge(_identity.JournalId, last);
            });
            return last;
        }
    }

    private void SaveSnapshot(long sequence, BlockRef block, ReadOnlyMemory<byte> state, CancellationToken ct)
    {
        var packed = StateCompression.Compress(state.Span);
        lock (_writing)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            Write(() => _writer.SaveSnapshot(_identity, sequence, block, packed, ct));
        }
    }

    private void Write(Action write)
    {
        if (_structure.Finding is { } finding)
            throw new JournalRefusedException(finding.Message, finding);
        try
        {
            write();
        }
        catch (Exception fault) when (JournalTrouble.Knows(fault))
        {
            throw _file.Trouble.Of(fault);
        }
    }

    private async Task<T> ReadAsync<T>(Func<T> query, CancellationToken ct)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        if (_structure.Finding is { } finding)
            throw new JournalRefusedException(finding.Message, finding);
        try
        {
            return await Task.Run(query, ct);
        }
        catch (Exception fault) when (JournalTrouble.Knows(fault))
        {
            throw _file.Trouble.Of(fault);
        }
    }
}
