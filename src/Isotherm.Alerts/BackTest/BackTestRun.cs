using Isotherm.Alerts.Folding;
using Isotherm.Alerts.Machine;
using Isotherm.Alerts.Messages;
using Isotherm.Alerts.Rules;

namespace Isotherm.Alerts.BackTest;

/// <summary>
/// The same machine over recorded blocks (spec 6.7). Clocks go by block time, so waits end as they would have; the data is taken to
/// have been in time. Nothing is stored or sent.
/// </summary>
public sealed class BackTestRun
{
    /// <summary>Firings that are listed; the rest is counted.</summary>
    public const int MaxFirings = 10_000;

    /// <summary>Messages that are listed; the rest is counted.</summary>
    public const int MaxMessages = 1_000;

    private readonly AlertFold _fold;
    private readonly Dictionary<string, int> _open = new(StringComparer.Ordinal);
    private readonly List<Firing> _firings = [];
    private readonly List<AlertMessage> _messages = [];
    private IAlertView? _last;
    private int _firingCount;
    private int _messageCount;

    /// <param name="context">The network.</param>
    /// <param name="rule">The rule, enabled or not.</param>
    public BackTestRun(AlertContext context, Rule rule) => _fold = new(context, new(0, [rule with { Enabled = true, Network = context.Network }], []), []);

    /// <summary>Blocks judged so far.</summary>
    public int Blocks { get; private set; }

    /// <summary>Runs a rule over canonical blocks, oldest first and without gaps.</summary>
    /// <param name="context">The network.</param>
    /// <param name="rule">The rule.</param>
    /// <param name="blocks">Views; read once, lazily.</param>
    /// <param name="progress">Told how many blocks are done, after each; may be null.</param>
    /// <param name="ct">Cancels between blocks.</param>
    public static BackTestResult Over(AlertContext context, Rule rule, IEnumerable<IAlertView> blocks, Action<int>? progress, CancellationToken ct)
    {
        BackTestRun run = new(context, rule);
        foreach (var view in blocks)
        {
            ct.ThrowIfCancellationRequested();
            run.Take(view);
            progress?.Invoke(run.Blocks);
        }

        return run.Finish();
    }

    /// <summary>Judges the next block.</summary>
    public void Take(IAlertView view)
    {
        var now = DateTimeOffset.FromUnixTimeSeconds(view.Market.Block.Timestamp);
        var step = _fold.Extend(view, send: true, now);
        _last = view;
        Blocks++;
        foreach (var message in step.Messages)
        {
            _messageCount++;
            if (_messages.Count < MaxMessages)
                _messages.Add(message);
        }

        foreach (var change in step.Changes.OrderBy(static one => one.Key, StringComparer.Ordinal))
        {
            if (!change.Key.StartsWith(EpisodeTable.IncidentPrefix, StringComparison.Ordinal))
                Follow(change.Key, view);
        }
    }

    /// <summary>What came of it.</summary>
    public BackTestResult Finish()
    {
        var until = _last?.Market.Block.Timestamp ?? 0;
        return new(Blocks, [.. _firings.Select(one => one.To is null ? one with { Seconds = until - one.FromTime } : one)], _firingCount, _messages, _messageCount);
    }

    private void Follow(string key, IAlertView view)
    {
        var judged = _fold.JudgedOf(key);
        var fired = judged is { IsOpen: true } ? judged.Fired : null;
        var block = view.Market.Block;
        if (_open.TryGetValue(key, out var at) && (fired is null || (at >= 0 && _firings[at].From != fired.Block)))
        {
            _open.Remove(key);
            if (at >= 0)
                _firings[at] = _firings[at] with { To = block.Ref, Seconds = block.Timestamp - _firings[at].FromTime };
        }

        if (fired is null || _open.ContainsKey(key))
            return;
        _firingCount++;
        _open.Add(key, _firings.Count < MaxFirings ? _firings.Count : -1);
        if (_firings.Count < MaxFirings)
        {
            var named = EntryKey.Parse(key);
            _firings.Add(new(named.Cluster, named.IsBlind, fired.Block, fired.Time, fired.Ratio, fired.LevelBps, null, 0));
        }
    }
}
