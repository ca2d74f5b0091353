using Isotherm.Alerts.Folding;
using Isotherm.Domain;
using Isotherm.Engine;
using Isotherm.Server.Alerting;
using Isotherm.Server.Auditing;
using Isotherm.Server.Observability;
using Isotherm.Server.Pictures;
using Isotherm.Server.Streaming;
using Isotherm.Server.Wire;
using Isotherm.Storage;

namespace Isotherm.Server;

/// <summary>
/// One network's life: open the journal, rebuild the state, follow the chain; each step is applied, committed, and only then
/// published. Whatever fails is said in <see cref="View"/>'s problem, and tried again from the journal after a pause.
/// </summary>
internal sealed partial class NetworkRuntime : IAsyncDisposable
{
    private const int KnownBlocks = 256;
    private const int BatchBlocks = 256;

    private static readonly TimeSpan BatchTime = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan BackfillPublishTime = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan LongestDiskPause = TimeSpan.FromSeconds(4); // room on a disk comes back by an operator who waits for us

    private readonly TimeProvider _time;
    private readonly NetworkMeter _meter;
    private readonly ILoggerFactory _logs;
    private readonly ILogger<NetworkRuntime> _log;
    private readonly IRuleBooks _books;
    private readonly OutboxBell _bell;
    private readonly CanonicalRing _ring = new();
    private readonly PictureArchive _archive;

    private volatile NetworkView _view = NetworkView.Empty;
    private volatile ChainStatus _lastChain = new();
    private volatile IChainSource? _chain;
    private volatile AlertBoard? _board;
    private volatile bool _wasReady;
    private ConfirmedMark _confirmed;
    private ulong? _rewindTo;
    private long _committedAt;
    private long _publishedAt;
    private long _lastAtHead;
    private TimeSpan _commitTook;

    /// <summary>Prepares a network; <see cref="RunAsync"/> starts it.</summary>
    public NetworkRuntime(
        NetworkDefinition definition, HeatmapCache heatmaps, IRuleBooks books, OutboxBell bell, ServerMeter meter, TimeProvider time, ILoggerFactory logs)
    {
        Definition = definition;
        _books = books;
        _bell = bell;
        _time = time;
        _logs = logs;
        _log = logs.CreateLogger<NetworkRuntime>();
        _meter = meter.For(definition.Id);
        _archive = new PictureArchive(definition.Rules, _ring);
        _confirmed = new ConfirmedMark(definition.Rules.Confirmations, null, 0);
        Hub = new FrameHub(heatmaps, _meter);
        if (definition.OpenAuditor is { } openAuditor)
            Audit = new SelfAudit(definition.Id, openAuditor(), new AuditOptions(), _meter, time, logs.CreateLogger<SelfAudit>());
    }

    /// <summary>What this network is.</summary>
    public NetworkDefinition Definition { get; }

    /// <summary>Where publications meet viewers.</summary>
    public FrameHub Hub { get; }

    /// <summary>Asks the contract about what is published; null where it can't be asked. Runs beside <see cref="RunAsync"/>.</summary>
    public SelfAudit? Audit { get; }

    /// <summary>How all alerts stand; null while that is not known.</summary>
    public AlertBoard? Board => _board;

    /// <summary>The network now.</summary>
    public NetworkView View => _view;

    /// <summary>The chain source now.</summary>
    public ChainStatus Chain => _chain?.Status ?? _lastChain;

    /// <summary>What is wrong, in one sentence: the runtime's own trouble, else the chain's.</summary>
    public string? Problem => _view.Problem ?? Chain.Problem;

    /// <summary>Has reached its chain's head once.</summary>
    public bool IsReady
    {
        get
        {
            if (!_view.CaughtUp && Chain is { Following: true, Head: { } head } && _view.Published?.Picture.Block.Number >= head)
                _wasReady = true;
            return _wasReady || _view.CaughtUp;
        }
    }

    /// <summary>Opens the journal, if it is not open.</summary>
    /// <exception cref="JournalRefusedException">It can't be used; the view says so too.</exception>
    public async Task OpenAsync(CancellationToken ct)
    {
        if (_view.Journal is not null)
            return;
        try
        {
            var journal = await Definition.OpenJournal(ct);
            _view = _view with { Journal = journal, Problem = null };
        }
        catch (JournalRefusedException refused)
        {
            _view = _view with { Problem = ForViewers(refused.Message) };
            throw;
        }
    }

    /// <summary>The picture of a canonical block; null when it is not to be had.</summary>
    public async Task<NetworkPicture?> PictureAtAsync(ulong number, CancellationToken ct)
    {
        var (journal, published) = (_view.Journal, _view.Published);
        if (journal is null || published is null || number > published.Picture.Block.Number)
            return null;
        return number == published.Picture.Block.Number ? published.Picture : await _archive.AtAsync(journal, number, ct);
    }

    /// <summary>Runs until cancelled; never throws for a fault of chain, journal or network.</summary>
    public async Task RunAsync(CancellationToken ct)
    {
        var pause = FirstPause;
        while (!ct.IsCancellationRequested)
        {
            var before = _view.Published?.Seq;
            try
            {
                await FollowAsync(ct);
                return;
            }
            catch (OperationCanceledException) when (ct.IsCancellationRequested)
            {
                return;
            }
            catch (JournalFencedException fenced)
            {
                Report(ForViewers(fenced.Message));
                Fenced(fenced, Definition.Id);
                return;
            }
            catch (Exception fault)
            {
                pause = Min(pause, fault is JournalRefusedException ? LongestDiskPause : LongestPause);
                Tell(fault, pause);
            }

            pause = _view.Published?.Seq == before ? Min(pause * 2, LongestPause) : FirstPause;
            await Task.Delay(pause, _time, ct).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        _archive.Dispose();
        Audit?.Dispose();
        if (_view.Journal is { } journal)
            await journal.DisposeAsync();
    }

    private async Task FollowAsync(CancellationToken ct)
    {
        await OpenAsync(ct);
        var journal = _view.Journal!;
        await using var fold = await NetworkFold.LoadAsync(Definition, journal, _ring, _books, SnapshotFailed, ct);
        _board = fold.Board;
        if (fold.Picture is { } loaded)
        {
            _confirmed = _confirmed.Extend(loaded.Block.Number);
            Publish(fold, journal);
        }

        await using var chain = Definition.OpenChain(_logs);
        _chain = chain;
        try
        {
            var known = await journal.RecentAsync(KnownBlocks, ct);
            var bound = false;
            var started = _time.GetTimestamp();
            await foreach (var step in chain.FollowAsync(known, journal.Identity.GenesisHash, ct).WithTicks(TickTime, _time, ct))
            {
                if (step is null)
                {
                    await TickAsync(fold, started, ct);
                    continue;
                }

                bound = bound || await BindAsync(journal, chain.Status, ct);
                await TakeAsync(fold, journal, step, ct);
            }
        }
        finally
        {
            _lastChain = chain.Status;
            _chain = null;
            if (ct.IsCancellationRequested)
                await CloseAsync(fold);
        }
    }

    private async Task TakeAsync(NetworkFold fold, IJournal journal, ChainStep step, CancellationToken ct)
    {
        var arrived = _time.GetUtcNow();
        switch (step)
        {
            case ChainStep.Extend extend:
                var atHead = extend.AtHead || Chain.Head <= extend.Block.Header.Number;
                await ApplyAsync(fold, extend, atHead, arrived, ct);
                if (!atHead && fold.Pending < BatchBlocks && _time.GetElapsedTime(_committedAt) < BatchTime)
                    return;
                await CommitAsync(fold, ct);
                if (atHead || _time.GetElapsedTime(_publishedAt) >= BackfillPublishTime)
                    Publish(fold, journal, atHead ? arrived : null);
                break;
            case ChainStep.Rewind rewind:
                await RewindAsync(fold, rewind.To, ct);
                Publish(fold, journal);
                break;
        }
    }

    private async Task RewindAsync(NetworkFold fold, BlockRef to, CancellationToken ct)
    {
        var depth = await fold.RewindAsync(to, _time.GetUtcNow(), ct);
        _board = fold.Board;
        _bell.Ring();
        _rewindTo = Math.Min(_rewindTo ?? ulong.MaxValue, to.Number);
        if (Definition.IsReplay)
        {
            _confirmed = _confirmed.Restart(to.Number);
            Restarted(Definition.Id, to.Number);
            return;
        }

        _confirmed = _confirmed.Rewind(to.Number);
        _meter.Rewound(depth);
        Rewound(Definition.Id, depth, to.Number);
    }

    private async Task ApplyAsync(NetworkFold fold, ChainStep.Extend extend, bool atHead, DateTimeOffset arrived, CancellationToken ct)
    {
        var started = _time.GetTimestamp();
        try
        {
            fold.Extend(extend.Block, Audit is null ? extend.Facts : [.. extend.Facts, .. Audit.Take(fold.Picture, fold.Holds)], atHead, arrived);
        }
        catch (FoldException)
        {
            await CommitAsync(fold, ct); // the blocks before it are good
            throw;
        }

        _confirmed = _confirmed.Extend(extend.Block.Header.Number);
        _meter.Applied(_time.GetElapsedTime(started));
    }

    private async Task CommitAsync(NetworkFold fold, CancellationToken ct)
    {
        var started = _time.GetTimestamp();
        if (await fold.CommitAsync(ct))
            _bell.Ring();
        _board = fold.Board;
        _committedAt = _time.GetTimestamp();
        _commitTook = _time.GetElapsedTime(started, _committedAt);
        _meter.Committed(_commitTook);
    }

    private void Publish(NetworkFold fold, IJournal journal, DateTimeOffset? arrived = null)
    {
        if (fold.Picture is not { } picture)
            return; // all blocks were orphaned: there is nothing to show until the next one
        var id = new StreamId(journal.Identity.JournalId, journal.Sequence);
        if (_view.Published?.Id == id)
            return; // loaded again after a fault: the viewers have it, and the fault is not healed
        var started = _time.GetTimestamp();
        var published = new Published(id, picture, _confirmed.Number, _rewindTo);
        _rewindTo = null;
        if (_view.Problem is not null)
            Healed(Definition.Id, picture.Block.Number);
        _view = _view with
        {
            Published = published,
            Revised = _confirmed.Revised,
            Problem = null,
            CaughtUp = _view.CaughtUp || arrived is not null,
        };
        Hub.Publish(published);
        _publishedAt = _time.GetTimestamp();
        var took = _time.GetElapsedTime(started, _publishedAt);
        _meter.Published(took);
        if (arrived is not { } at)
            return;
        _lastAtHead = _publishedAt;
        _view = _view with { Latency = new LatencyFigures(SourceLag(at), _commitTook, took) };
        Audit?.Offer(picture);
    }

    private TimeSpan? SourceLag(DateTimeOffset arrived) =>
        Chain.AnnouncedAt is { } announced && announced <= arrived ? arrived - announced : null;

    private void Report(string problem)
    {
        _view = _view with { Problem = problem };
        Hub.Beat(HeartbeatService.Of(this, _time)); // viewers need not wait for the next one
    }

    private static async Task<bool> BindAsync(IJournal journal, ChainStatus chain, CancellationToken ct)
    {
        if (chain is not { ChainId: { } chainId, GenesisHash: { } genesis })
            throw new InvalidOperationException("The chain source yielded a step before it had said which chain it follows.");
        await journal.BindAsync(chainId, genesis, ct);
        return true;
    }

    private async Task CloseAsync(NetworkFold fold)
    {
        try
        {
            await fold.CommitAsync(CancellationToken.None);
            await fold.SaveSnapshotAsync();
        }
        catch (Exception fault)
        {
            _meter.Failed();
            CloseFailed(fault, Definition.Id); // the journal is whole; the next start reads the chain again from there
        }
    }
}
