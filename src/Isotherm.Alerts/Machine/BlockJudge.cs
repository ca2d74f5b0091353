using System.Numerics;
using Isotherm.Alerts.Folding;
using Isotherm.Alerts.Rules;
using Isotherm.Domain;

namespace Isotherm.Alerts.Machine;

/// <summary>One block in front of the rules: moves judgements by signals. All state is in the table.</summary>
internal sealed class BlockJudge(EpisodeTable table, IAlertView view, long version)
{
    // By phase (with the blind bit) and signal: whether nothing can change.
    private static readonly bool[] Quiet = QuietTable();

    internal IAlertView View { get; } = view;

    internal EpisodeTable Table { get; } = table;

    internal ulong Number { get; } = view.Market.Block.Number;

    internal long Time { get; } = view.Market.Block.Timestamp;

    /// <summary>Whether a row in this phase may be passed over.</summary>
    internal static bool IsQuiet(byte phase, Signal signal) => Quiet[(phase * 8) + (int)signal];

    internal Mark Because(BigInteger? ratio, BigInteger? levelBps, string detail = "") =>
        new(View.Market.Block.Ref, Time, ratio, levelBps, version, detail);

    /// <summary>Moves one row's judgement.</summary>
    /// <param name="run">The rule.</param>
    /// <param name="row">A row that it covers.</param>
    /// <param name="signal">What the block says.</param>
    /// <param name="levelBps">What the ratio was held against, for the reason.</param>
    /// <param name="seconds">How long it must hold by block time; 0 where blocks are counted.</param>
    internal void Move(RuleRun run, int row, Signal signal, BigInteger? levelBps, long seconds = 0)
    {
        var id = View.TermsAt(row).Id;
        run.Entries.TryGetValue(id, out var entry);
        var watch = entry?.Judged ?? Watch.Idle;
        if (signal == Signal.Unknown)
        {
            if (run.TellsBlindness(row) && (!run.Blind.TryGetValue(id, out var unseen) || unseen.Judged is null))
                Table.Judge(Table.Open(EntryKey.Of(run, id, isBlind: true), run), Fire(Because(null, null, View.ReadingAt(row).UnknownReason.ToString())));
            // Being over must be seen without a gap.
            if (watch.Phase == Phase.Leaving)
                Table.Judge(entry!, watch with { Phase = Phase.Firing, SinceBlock = Number, SinceTime = Time });
            run.Note(row, id);
            return;
        }

        if (run.Blind.TryGetValue(id, out var blind) && blind.Judged is not null)
            Table.Judge(blind, null);
        var next = Next(run.Rule, watch, signal, seconds);
        if (next.IsOpen && !watch.IsOpen)
            next = Fire(Because(View.RatioAt(row), levelBps));
        if (next != watch)
            Table.Judge(entry ?? Table.Open(EntryKey.Of(run, id), run), next);
        run.Note(row, id);
    }

    /// <summary>Moves the judgement of the network itself.</summary>
    internal void MoveNetwork(RuleRun run, Signal signal, string detail)
    {
        var key = EntryKey.Of(run, null);
        var entry = Table.Find(key.Text);
        var watch = entry?.Judged ?? Watch.Idle;
        var next = Next(run.Rule, watch, signal, 0);
        if (next.IsOpen && !watch.IsOpen)
            next = Fire(Because(null, null, detail));
        if (next != watch)
            Table.Judge(entry ?? Table.Open(key, run), next);
    }

    /// <summary>Something happened once. The same thing, mined again, is the same happening.</summary>
    internal void Happen(RuleRun run, ClusterId? cluster, string what, string detail)
    {
        // The same thing may happen twice: the second is another one.
        for (var again = 0; ; again++)
        {
            var key = EntryKey.Of(run, cluster, happening: Identity.Happening(what, again));
            if (Table.Find(key.Text) is { Judged: not null })
                continue;
            var watch = Fire(Because(null, null, detail)) with { Phase = Phase.Happened };
            Table.Judge(Table.Open(key, run), watch);
            return;
        }
    }

    internal Watch Fire(Mark mark) => new() { Phase = Phase.Firing, SinceBlock = Number, SinceTime = Time, Fired = mark };

    private Watch Next(Rule rule, Watch watch, Signal signal, long seconds) => signal switch
    {
        Signal.Enter => watch.Phase switch
        {
            Phase.Firing => watch,
            Phase.Leaving => Enter(watch, Phase.Firing),
            Phase.Pending => IsLongEnough(rule, watch, seconds) ? Enter(watch, Phase.Firing) : watch,
            _ => rule.PendingBlocks == 0 && seconds == 0 ? Enter(watch, Phase.Firing) : Enter(Watch.Idle, Phase.Pending),
        },
        Signal.Dead => watch.Phase switch
        {
            Phase.Leaving => Enter(watch, Phase.Firing),
            Phase.Pending => Watch.Idle,
            _ => watch,
        },
        Signal.Leave => watch.Phase switch
        {
            Phase.Firing => rule.HoldBlocks == 0 ? Watch.Idle : Enter(watch, Phase.Leaving),
            Phase.Leaving => Number - watch.SinceBlock >= (ulong)rule.HoldBlocks ? Watch.Idle : watch,
            _ => Watch.Idle,
        },
        _ => Watch.Idle,
    };

    private bool IsLongEnough(Rule rule, Watch watch, long seconds) => seconds > 0
        ? Time - watch.SinceTime >= seconds
        : Number - watch.SinceBlock >= (ulong)rule.PendingBlocks;

    private Watch Enter(Watch watch, Phase phase) => watch with { Phase = phase, SinceBlock = Number, SinceTime = Time };

    private static bool[] QuietTable()
    {
        var quiet = new bool[16 * 8];
        foreach (var signal in new[] { Signal.Out, Signal.Dead, Signal.Leave })
            quiet[((int)Phase.Idle * 8) + (int)signal] = true;
        foreach (var signal in new[] { Signal.Enter, Signal.Dead })
            quiet[((int)Phase.Firing * 8) + (int)signal] = true;
        foreach (var phase in new[] { Phase.Idle, Phase.Recent, Phase.Pending, Phase.Firing })
            quiet[(((int)phase | RuleRun.BlindBit) * 8) + (int)Signal.Unknown] = true;
        return quiet;
    }
}
