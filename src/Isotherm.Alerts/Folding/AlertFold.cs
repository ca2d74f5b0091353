using Isotherm.Alerts.Machine;
using Isotherm.Alerts.Messages;
using Isotherm.Alerts.Rules;
using Isotherm.Domain;

namespace Isotherm.Alerts.Folding;

/// <summary>
/// One network's rules as a fold over its journal. The one writer calls it; it starts no threads and reads no clock. What is judged
/// follows from blocks and is undone with them; what was told is not, and messages are the difference between the two.
/// </summary>
public sealed class AlertFold
{
    /// <summary>A firing that was orphaned, or one that was told to be over, is the same episode again within so many blocks.</summary>
    public const ulong ReopenBlocks = 512;

    /// <summary>
    /// Clusters that one rule tells of in one block, each by itself, where it does not group. More are a storm and one alert, whatever
    /// the rule says: as many as the slowest service for programs (PagerDuty, 10 and 1.9 a second) takes within a minute.
    /// </summary>
    public const int MostAlone = 100;

    private const string StateKey = "fold:state";

    private readonly AlertContext _context;
    private readonly EpisodeTable _table = new();
    private readonly RecentViews _recent = new();
    private RuleRuns _runs;
    private bool _isLive;
    private DataState _data;
    private bool _isStateChanged;

    /// <param name="context">What messages say of the network.</param>
    /// <param name="rules">Rules in force.</param>
    /// <param name="episodes">All that <see cref="AlertStep.Changes"/> left in storage.</param>
    /// <exception cref="InvalidDataException">A state is not one of ours.</exception>
    public AlertFold(AlertContext context, RuleBook rules, IReadOnlyList<(string Key, ReadOnlyMemory<byte> State)> episodes)
    {
        _context = context;
        Rules = rules;
        _runs = new(rules, context.Network);
        foreach (var (key, state) in episodes)
        {
            if (key != StateKey)
                _table.Load(key, state, _runs.Of);
            else if (state.Length == 2)
                (_isLive, _data) = (state.Span[0] == 1, (DataState)state.Span[1]);
            else
                throw new InvalidDataException("The state of the alerts of a network has another form.");
        }

        _table.CloseEmpty();
        _recent.Lookback = Lookback;
    }

    /// <summary>Rules in force, those of other networks included.</summary>
    public RuleBook Rules { get; private set; }

    /// <summary>Blocks back that rules look; see <see cref="Recall"/>.</summary>
    public int Lookback => _runs.Lookback;

    /// <summary>
    /// The time at which <see cref="Clock"/> has something to do if nothing else happens; null for none. It may lie in the past where
    /// something waits for the next block.
    /// </summary>
    public DateTimeOffset? NextWake { get; private set; }

    /// <summary>
    /// After construction, before anything else: the head's view, preceded by those of the <see cref="Lookback"/> blocks before it
    /// where they are to be had, oldest first. They follow from the journal, so they are not kept with the episodes. Without them
    /// drift is judged once as many blocks have passed, and clocks wait for the next block.
    /// </summary>
    public void Recall(IAlertView view)
    {
        _recent.Add(view);
        _runs.RankUnder(view.Market.CriticalBps);
    }

    /// <summary>Judges a block on top of the last one.</summary>
    /// <param name="view">The network at its end.</param>
    /// <param name="send">
    /// False during a backfill: rules evolve and nothing is told. The first call with true tells what still holds, grouped.
    /// </param>
    /// <param name="now">Wall-clock time.</param>
    public AlertStep Extend(IAlertView view, bool send, DateTimeOffset now)
    {
        SetState(send, _data);
        var market = view.Market;
        _runs.RankUnder(market.CriticalBps);
        _table.Fade(market.Block.Number);
        BlockJudge judge = new(_table, view, Rules.Version);
        foreach (var run in _runs.All)
            Judge(judge, run, market.Block.Number);
        _recent.Add(view);
        var messages = Tell(now, market.Block.Number);
        _table.Trim(market.Block.Number);
        return Finish(messages, now);
    }

    /// <summary>
    /// Takes back what orphaned blocks made the rules judge, and tells retractions at once. What comes back to hold by it is told
    /// with the next block under the alert id that it had, if it holds there.
    /// </summary>
    /// <param name="to">The new head.</param>
    /// <param name="undo"><see cref="AlertStep.Undo"/> of the orphaned blocks, newest first; empty ones may be left out.</param>
    /// <param name="now">Wall-clock time.</param>
    /// <exception cref="InvalidDataException">The undo is not one of ours.</exception>
    public AlertStep Rewind(BlockRef to, IReadOnlyList<ReadOnlyMemory<byte>> undo, DateTimeOffset now)
    {
        foreach (var one in undo)
        {
            if (!one.IsEmpty)
                Undo(one);
        }

        _recent.Rewind(to);
        _runs.Forget();
        var messages = Tell(now, to.Number, isRewind: true);
        return Finish(messages, now);
    }

    /// <summary>Ends waits and snoozes, watches the data's age, sends digests.</summary>
    /// <param name="state">How old the data is for people.</param>
    /// <param name="now">Wall-clock time.</param>
    public AlertStep Clock(DataState state, DateTimeOffset now)
    {
        SetState(_isLive, state);
        List<AlertMessage> messages = [];
        if (_recent.Head is { } view && _isLive)
        {
            ClockJudge.Judge(_table, _runs.All, view, state, Rules.Version);
            messages = Tell(now, view.Market.Block.Number);
            messages.AddRange(Digests.Tell(_table, _runs.All, StateAt(now, view.Market.Block.Number, isRewind: false)));
        }

        return Finish(messages, now);
    }

    /// <summary>
    /// Takes other rules into force. Blocks are judged by them from the next one on; episodes of rules that are gone, disabled or of
    /// another kind now close silently.
    /// </summary>
    public AlertStep SetRules(RuleBook rules, DateTimeOffset now)
    {
        Rules = rules;
        _runs = new(rules, _context.Network);
        _recent.Lookback = Lookback;
        _table.Rebind(_runs.Of);
        _table.CloseEmpty();
        List<AlertMessage> messages = [];
        if (_recent.Head is { } view)
        {
            _runs.RankUnder(view.Market.CriticalBps);
            messages = Tell(now, view.Market.Block.Number);
        }

        return Finish(messages, now);
    }

    /// <summary>All episodes and incidents as they stand, for people. To be called by the writer; the answer may go anywhere.</summary>
    public AlertBoard Board() => AlertBoard.Of(_table);

    /// <summary>What is judged, in key order, as bytes: two folds that were led to the same block by any way agree on it.</summary>
    internal IReadOnlyList<(string Key, string State)> Judgement() =>
    [
        .. _table.Entries.Where(static entry => entry.Judged is not null)
            .Select(static entry => (entry.Key.Text, Convert.ToHexString(StateBytes.OfEpisode(entry.Judged, null))))
            .OrderBy(static pair => pair.Item1, StringComparer.Ordinal),
    ];

    /// <summary>The judgement of one episode; null for none.</summary>
    internal Watch? JudgedOf(string key) => _table.Find(key)?.Judged;

    private void Judge(BlockJudge judge, RuleRun run, ulong number)
    {
        if (run.WatchesClusters)
        {
            if (run.Count == 0)
                DropUncovered(judge, run);
            else
                run.Index(judge.View);
        }

        switch (run.Rule.Kind)
        {
            case RuleKind.RatioBelow or RuleKind.InZone or RuleKind.SuddenRed or RuleKind.PersistentYellow:
                RatioJudge.Judge(judge, run);
                break;
            case RuleKind.Drift drift:
                DriftJudge.Judge(judge, run, drift, number < (ulong)drift.WithinBlocks ? null : _recent.At(number - (ulong)drift.WithinBlocks));
                break;
            case RuleKind.Queue:
                QueueJudge.Judge(judge, run);
                break;
            default:
                FactJudge.Judge(judge, run, _recent.At(number - 1)?.Market);
                break;
        }

        run.Seeds.Clear();
    }

    /// <summary>Clusters that the rule no longer covers, or that no longer exist, are nothing to it.</summary>
    private static void DropUncovered(BlockJudge judge, RuleRun run)
    {
        run.Index(judge.View);
        foreach (var entry in run.Entries.Values.Concat(run.Blind.Values).ToList())
        {
            if (entry.Judged is null || (judge.View.RowOf(entry.Key.Cluster!.Value) is { } row && run.Covers(row) && (!entry.Key.IsBlind || run.TellsBlindness(row))))
                continue;
            judge.Table.Judge(entry, null);
            if (judge.View.RowOf(entry.Key.Cluster.Value) is { } known)
                run.Note(known, entry.Key.Cluster.Value);
        }
    }

    private void Undo(ReadOnlyMemory<byte> undo)
    {
        foreach (var (text, before) in StateBytes.Undo(undo))
        {
            var key = EntryKey.Parse(text);
            if (_table.Find(text) is { } entry)
                _table.Restore(entry, before);
            else if (before is not null && _runs.Of(key) is { } run)
                _table.Restore(_table.Open(key, run), before);
        }
    }

    private List<AlertMessage> Tell(DateTimeOffset now, ulong number, bool isRewind = false) =>
        new Teller(_table, StateAt(now, number, isRewind)).Tell();

    private TellerState StateAt(DateTimeOffset now, ulong number, bool isRewind) => new()
    {
        Context = _context,
        Version = Rules.Version,
        View = isRewind ? null : _recent.Head,
        Before = number == 0 ? null : _recent.At(number - 1),
        Number = number,
        Now = now,
        IsLive = _isLive,
        IsRewind = isRewind,
        Data = _data,
        Snoozes = Rules.Snoozes,
        RunOf = _runs.ById,
        CriticalBps = _recent.Head?.Market.CriticalBps ?? 0,
    };

    private void SetState(bool isLive, DataState data)
    {
        _isStateChanged |= isLive != _isLive || data != _data;
        (_isLive, _data) = (isLive, data);
    }

    private AlertStep Finish(List<AlertMessage> messages, DateTimeOffset now)
    {
        var (changes, undo) = _table.Finish();
        if (_isStateChanged)
            changes.Add(new(StateKey, new byte[] { _isLive ? (byte)1 : (byte)0, (byte)_data }));
        _isStateChanged = false;
        NextWake = Wakes.Next(_table, _runs.All, Rules.Snoozes, now);
        return changes.Count == 0 && undo.Length == 0 && messages.Count == 0 ? AlertStep.None : new(changes, undo, messages);
    }
}
