using Isotherm.Alerts.BackTest;
using Isotherm.Alerts.Rules;
using Isotherm.Domain;
using Isotherm.Server.Pictures;
using Isotherm.Server.Wire;
using Isotherm.Storage;

namespace Isotherm.Server.Alerting;

/// <summary>Runs rules over recorded blocks, one at a time: it costs as much as replaying them.</summary>
internal sealed class BackTests
{
    /// <summary>The most blocks of one run.</summary>
    public const int MaxBlocks = 20_000;

    /// <summary>Firings in an answer.</summary>
    public const int MaxFirings = 1_000;

    private const ulong PageBlocks = 256;

    private int _taken;

    /// <summary>Takes the turn for one <see cref="RunAsync"/>; false when another run is under way.</summary>
    public bool TryTakeTurn() => Interlocked.Exchange(ref _taken, 1) == 0;

    /// <summary>What a rule would have done from one recorded block to another. The turn must be one's own, and is given back at the end.</summary>
    /// <param name="definition">The network.</param>
    /// <param name="journal">Its record.</param>
    /// <param name="rule">The rule.</param>
    /// <param name="from">Height of the first block, recorded.</param>
    /// <param name="to">Height of the last one.</param>
    /// <param name="progress">Told how many blocks are judged, after each.</param>
    /// <param name="ct">Ends it between blocks.</param>
    public async Task<BackTestAnswer> RunAsync(
        NetworkDefinition definition, IJournal journal, Rule rule, ulong from, ulong to, Action<int> progress, CancellationToken ct)
    {
        try
        {
            return await Task.Run(() => OverAsync(definition, journal, rule, from, to, progress, ct), ct);
        }
        finally
        {
            Volatile.Write(ref _taken, 0);
        }
    }

    private static async Task<BackTestAnswer> OverAsync(
        NetworkDefinition definition, IJournal journal, Rule rule, ulong from, ulong to, Action<int> progress, CancellationToken ct)
    {
        var state = await StateReplay.AtAsync(journal, definition.Rules, from, ct);
        var run = new BackTestRun(NetworkAlerts.ContextOf(definition), rule);
        var first = state.Picture!.Market.Block;
        run.Take(new AlertView(state, state.Picture, null, [], []));
        progress(run.Blocks);
        for (var at = from; at < to;)
        {
            var page = await journal.CanonicalAsync(at + 1, Math.Min(to, at + PageBlocks), ct);
            if (page.Count == 0)
                break; // a rewind took them meanwhile
            foreach (var stored in page)
            {
                ct.ThrowIfCancellationRequested();
                var before = state.Picture;
                var applied = StateReplay.Apply(state, stored);
                run.Take(new AlertView(state, applied.Picture, before, applied.Transitions, stored.Facts));
                progress(run.Blocks);
            }

            at = page[^1].Block.Header.Number;
        }

        return Answer(run.Finish(), first, state.Picture!.Market.Block);
    }

    private static BackTestAnswer Answer(BackTestResult result, BlockHeader first, BlockHeader last) => new(
        Compose.Block(first),
        Compose.Block(last),
        result.Blocks,
        [
            .. result.Firings.Take(MaxFirings).Select(static firing => new FiringBody(
                firing.Cluster?.ToString(),
                firing.IsBlind,
                new BlockBody(firing.From.Number, firing.From.Hash, WireText.Time(firing.FromTime)),
                WireText.Ratio(firing.Ratio),
                firing.ThresholdBps is { } bps ? FixedPoint.PrintBps(bps) : null,
                firing.To?.Number,
                firing.Seconds)),
        ],
        result.FiringCount,
        result.MessageCount);
}
