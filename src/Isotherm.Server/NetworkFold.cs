using Isotherm.Alerts.Folding;
using Isotherm.Domain;
using Isotherm.Engine;
using Isotherm.Server.Alerting;
using Isotherm.Server.Pictures;
using Isotherm.Storage;

namespace Isotherm.Server;

/// <summary>
/// The one writer of a network: applies steps to the state and commits them to the journal. The state may be ahead of the
/// journal by the pending blocks; if a commit fails, drop the fold and load another.
/// </summary>
internal sealed class NetworkFold : IAsyncDisposable
{
    private const int UndoKept = 512;

    private readonly NetworkState _state;
    private readonly IJournal _journal;
    private readonly CanonicalRing _ring;
    private readonly BackgroundSnapshots _snapshots;
    private readonly NetworkAlerts _alerts;
    private readonly ulong _snapshotEvery;
    private readonly List<JournalEntry> _pending = [];
    private readonly List<NetworkPicture> _pendingPictures = [];
    private readonly Dictionary<ulong, ReadOnlyMemory<byte>> _undo = [];
    private ulong _snapshotAt;

    private NetworkFold(NetworkState state, IJournal journal, CanonicalRing ring, BackgroundSnapshots snapshots, NetworkAlerts alerts, ulong snapshotEvery)
    {
        _state = state;
        _journal = journal;
        _ring = ring;
        _snapshots = snapshots;
        _alerts = alerts;
        _snapshotEvery = snapshotEvery;
        _snapshotAt = state.Picture?.Block.Number ?? 0;
        Board = alerts.Board;
    }

    /// <summary>The state's picture, pending blocks included; null before the first block.</summary>
    public NetworkPicture? Picture => _state.Picture;

    /// <summary>How all alerts stand as of the last commit; null while rules can't be read.</summary>
    public AlertBoard? Board { get; private set; }

    /// <summary>Entries made and not committed.</summary>
    public int Pending => _pending.Count;

    /// <summary>Ends with the snapshot that is being saved; never throws. To be called before the journal is closed.</summary>
    public ValueTask DisposeAsync() => _snapshots.DisposeAsync();

    /// <summary>Rebuilds the state of the journal's canonical head.</summary>
    /// <param name="definition">The network.</param>
    /// <param name="journal">The record.</param>
    /// <param name="ring">Takes the pictures of committed blocks.</param>
    /// <param name="books">Alert rules as accounts have them now.</param>
    /// <param name="snapshotFailed">Told of a snapshot that was not saved.</param>
    /// <param name="ct">Cancels the replay.</param>
    /// <exception cref="InvalidDataException">The journal does not replay to the hashes that it holds.</exception>
    public static async Task<NetworkFold> LoadAsync(
        NetworkDefinition definition, IJournal journal, CanonicalRing ring, IRuleBooks books, Action<Exception> snapshotFailed, CancellationToken ct)
    {
        var rules = definition.Rules;
        var head = await journal.RecentAsync(1, ct);
        var alerts = await NetworkAlerts.LoadAsync(definition, journal, books, ct);
        var state = head.Count == 0 ? new NetworkState(rules) : await alerts.RecallAsync(journal, rules, head[0].Number, ct);
        ring.StartAt(state.Picture);
        return new NetworkFold(state, journal, ring, new BackgroundSnapshots(rules, journal, snapshotFailed), alerts, definition.SnapshotEvery);
    }

    /// <summary>Applies a block, and lets alert rules look at it; both are pending until <see cref="CommitAsync"/>.</summary>
    /// <param name="block">The block.</param>
    /// <param name="facts">Its facts.</param>
    /// <param name="tell">False while catching up: rules go on, and nobody is told.</param>
    /// <param name="now">Wall-clock time.</param>
    /// <exception cref="FoldException">The block does not fit; nothing changed.</exception>
    public void Extend(Block block, IReadOnlyList<Fact> facts, bool tell, DateTimeOffset now)
    {
        var before = _state.Picture;
        var applied = _state.Apply(block, facts);
        if (_alerts.TakeRules(now) is { } changed)
            _pending.Add(changed);
        _pending.Add(new JournalEntry.BlockEntry(block, facts, applied.Undo, applied.Transitions, applied.Picture.StateHash)
        {
            Alerts = _alerts.Extend(new AlertView(_state, applied.Picture, before, applied.Transitions, facts), tell, now),
        });
        _pendingPictures.Add(applied.Picture);
        _undo[block.Header.Number] = applied.Undo;
        if (block.Header.Number >= UndoKept)
            _undo.Remove(block.Header.Number - UndoKept);
    }

    /// <summary>Lets alert rules look at the clock; what follows is pending.</summary>
    /// <param name="data">How fresh the data is.</param>
    /// <param name="now">Wall-clock time.</param>
    public void Tick(DataState data, DateTimeOffset now)
    {
        if (_alerts.TakeRules(now) is { } changed)
            _pending.Add(changed);
        if (_alerts.Clock(data, now) is { } told)
            _pending.Add(told);
    }

    /// <summary>Whether a block is one of the last on the chain that the state stands on.</summary>
    public bool Holds(BlockRef block) => _ring.At(block.Number)?.Block == block || _pendingPictures.Exists(picture => picture.Block == block);

    /// <summary>Commits the pending blocks in one transaction.</summary>
    /// <returns>Whether messages went into the outbox.</returns>
    public async Task<bool> CommitAsync(CancellationToken ct)
    {
        if (_pending.Count == 0)
            return false;
        await _journal.AppendAsync(_pending, ct);
        var told = _pending.Exists(static entry => entry.Alerts is { Messages.Count: > 0 });
        if (Board is null || _pending.Exists(static entry => entry.Alerts is not null))
            Board = _alerts.Board;
        _pending.Clear();
        foreach (var picture in _pendingPictures)
            _ring.Add(picture);
        _pendingPictures.Clear();
        if (_state.Picture is { } head && head.Block.Number / _snapshotEvery > _snapshotAt / _snapshotEvery && _snapshots.TryBegin(_journal.Sequence, head))
            _snapshotAt = head.Block.Number;
        return told;
    }

    /// <summary>Commits what is pending, then undoes all blocks above <paramref name="to"/>, with what alert rules made of them, and commits that.</summary>
    /// <returns>How many blocks were undone.</returns>
    public async Task<int> RewindAsync(BlockRef to, DateTimeOffset now, CancellationToken ct)
    {
        await CommitAsync(ct);
        var judged = await _journal.AlertUndoAsync(to, ct);
        var depth = 0;
        for (; _state.Picture is { } head && head.Block.Number > to.Number; depth++)
            _state.Undo(await UndoOfAsync(head.Block, ct));
        if (_state.Picture is { } reached && reached.Block != to)
            throw new InvalidDataException($"A rewind to block {to} ended at block {reached.Block}.");
        await _journal.AppendAsync([new JournalEntry.RewindEntry(to) { Alerts = _alerts.Rewind(to, judged, now) }], ct);
        Board = _alerts.Board;
        _ring.Rewind(to.Number);
        _snapshotAt = Math.Min(_snapshotAt, to.Number);
        return depth;
    }

    /// <summary>Saves the committed state, so that the next start need not replay it.</summary>
    public Task SaveSnapshotAsync() => _state.Picture is { } picture && _pending.Count == 0
        ? _snapshots.SaveLastAsync(_journal.Sequence, picture)
        : Task.CompletedTask;

    private async Task<ReadOnlyMemory<byte>> UndoOfAsync(BlockRef block, CancellationToken ct)
    {
        if (_undo.Remove(block.Number, out var undo))
            return undo;
        var stored = await _journal.BlockAsync(block.Hash, ct)
            ?? throw new InvalidDataException($"The journal has lost block {block}.");
        return stored.Undo;
    }
}
