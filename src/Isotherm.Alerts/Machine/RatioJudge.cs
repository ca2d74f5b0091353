using System.Numerics;
using Isotherm.Alerts.Folding;
using Isotherm.Alerts.Rules;
using Isotherm.Domain;

namespace Isotherm.Alerts.Machine;

/// <summary>Rules that look at every row's ratio or zone: a scan over bytes, and more only for rows that something happens to.</summary>
internal static class RatioJudge
{
    internal static void Judge(BlockJudge judge, RuleRun run)
    {
        switch (run.Rule.Kind)
        {
            case RuleKind.RatioBelow below:
                var level = below.Level.BpsAt(judge.View.Market);
                Level(judge, run, level, IsNetworksRed(below, judge.View.Market) ? judge.View.Zones : Under(judge.View, level, level));
                break;
            case RuleKind.SuddenRed sudden:
                Remember(judge, run);
                Sudden(judge, run, sudden.WithinBlocks);
                break;
            case RuleKind.InZone zones:
                Zones(judge, run, zone => zones.Zones.Contains(zone), levelBps: null, seconds: 0);
                break;
            case RuleKind.PersistentYellow yellow:
                Zones(judge, run, static zone => zone == Zone.Yellow, judge.View.Market.WarningBps, yellow.ForSeconds);
                break;
        }
    }

    private static bool IsNetworksRed(RuleKind.RatioBelow below, Market market) => below.Level.BpsAt(market) == market.CriticalBps;

    /// <summary>Thresholds that no kernel takes leave every ratio unknown (spec 1.4), and then the network's own zones say so.</summary>
    private static ReadOnlySpan<Zone> Under(IAlertView view, BigInteger lower, BigInteger upper) =>
        upper >= BigInteger.One << 32 ? view.Zones : view.ZonesUnder(lower, upper);

    /// <summary>Red under the level enters, at or above the level plus delta leaves, exactly.</summary>
    private static void Level(BlockJudge judge, RuleRun run, BigInteger level, ReadOnlySpan<Zone> below)
    {
        ReadOnlySpan<Zone> cleared = default;
        for (var row = 0; row < below.Length; row++)
        {
            if (!run.Covers(row))
                continue;
            var phase = run.Phases[row];
            var signal = below[row] switch
            {
                Zone.Red => Signal.Enter,
                Zone.Unknown => Signal.Unknown,
                Zone.Green or Zone.Yellow => phase == (byte)Phase.Idle ? Signal.Leave : Signal.Dead,
                _ => Signal.Out,
            };
            if (signal == Signal.Dead && (phase & 7) != (byte)Phase.Pending)
            {
                if (cleared.IsEmpty)
                    cleared = Under(judge.View, level + run.Rule.DeltaBps, level + run.Rule.DeltaBps);
                signal = cleared[row] == Zone.Red ? Signal.Dead : Signal.Leave;
            }

            Take(judge, run, row, phase, signal, level, 0);
        }
    }

    private static void Zones(BlockJudge judge, RuleRun run, Func<Zone, bool> isMeant, BigInteger? levelBps, long seconds)
    {
        Span<Signal> signals = stackalloc Signal[6];
        for (var zone = Zone.Green; zone <= Zone.Liquidated; zone++)
            signals[(int)zone] = isMeant(zone) ? Signal.Enter : zone == Zone.Unknown ? Signal.Unknown : Signal.Leave;
        var zones = judge.View.Zones;
        for (var row = 0; row < zones.Length; row++)
        {
            if (run.Covers(row))
                Take(judge, run, row, run.Phases[row], signals[(int)zones[row]], levelBps, seconds);
        }
    }

    private static void Take(BlockJudge judge, RuleRun run, int row, byte phase, Signal signal, BigInteger? levelBps, long seconds)
    {
        if (BlockJudge.IsQuiet(phase, signal) || (signal == Signal.Unknown && !run.TellsBlindness(row) && phase != (byte)Phase.Leaving))
            return;
        judge.Move(run, row, signal, levelBps, seconds);
    }

    /// <summary>Clusters that were green until the block before.</summary>
    private static void Remember(BlockJudge judge, RuleRun run)
    {
        foreach (var transition in judge.View.Transitions)
        {
            if (transition.FromZone != Zone.Green || judge.View.RowOf(transition.Cluster) is not { } row || !run.Covers(row))
                continue;
            run.Entries.TryGetValue(transition.Cluster, out var entry);
            if ((entry?.Judged?.Phase ?? Phase.Idle) is not (Phase.Idle or Phase.Recent))
                continue;
            judge.Table.Judge(entry ?? judge.Table.Open(EntryKey.Of(run, transition.Cluster), run), new Watch { Phase = Phase.Recent, SinceBlock = judge.Number - 1, SinceTime = judge.Time });
            run.Note(row, transition.Cluster);
        }
    }

    private static void Sudden(BlockJudge judge, RuleRun run, int withinBlocks)
    {
        var zones = judge.View.Zones;
        var critical = judge.View.Market.CriticalBps;
        ReadOnlySpan<Zone> cleared = default;
        for (var row = 0; row < zones.Length; row++)
        {
            if (!run.Covers(row))
                continue;
            var phase = run.Phases[row];
            var at = (Phase)(phase & 7);
            var signal = zones[row] switch
            {
                Zone.Red => at == Phase.Idle ? Signal.Leave : Signal.Enter,
                Zone.Unknown => Signal.Unknown,
                Zone.Green => Signal.Leave,
                Zone.Yellow => at == Phase.Idle ? Signal.Leave : Signal.Dead,
                _ => Signal.Out,
            };
            if (at == Phase.Recent && IsTooOld(judge, run, row, withinBlocks))
                signal = signal == Signal.Unknown ? Signal.Unknown : Signal.Out;
            else if ((signal is Signal.Dead or Signal.Leave) && (at is Phase.Firing or Phase.Leaving))
            {
                if (cleared.IsEmpty)
                    cleared = Under(judge.View, critical + run.Rule.DeltaBps, critical + run.Rule.DeltaBps);
                signal = cleared[row] == Zone.Red ? Signal.Dead : Signal.Leave;
            }

            // A colour between the two leaves the memory of green alone.
            if (at != Phase.Recent || signal != Signal.Dead || (phase & RuleRun.BlindBit) != 0)
                Take(judge, run, row, phase, signal, critical, 0);
        }
    }

    private static bool IsTooOld(BlockJudge judge, RuleRun run, int row, int withinBlocks) =>
        run.Entries.TryGetValue(judge.View.TermsAt(row).Id, out var entry)
        && entry.Judged is { Phase: Phase.Recent } watch
        && judge.Number - watch.SinceBlock > (ulong)withinBlocks;
}
