using Isotherm.Alerts.Folding;
using Isotherm.Alerts.Rules;
using Isotherm.Domain;

namespace Isotherm.Alerts.Machine;

/// <summary>
/// A ratio against itself some blocks ago. Here doubles filter: a row is read exactly unless its fall, computed in doubles with a
/// relative error below 10⁻¹², stays 10⁻⁶ away from the rule's.
/// </summary>
internal static class DriftJudge
{
    private const double Margin = 1e-6;

    internal static void Judge(BlockJudge judge, RuleRun run, RuleKind.Drift drift, IAlertView? then)
    {
        var zones = judge.View.Zones;
        var now = new Side(judge.View.Market);
        var past = then is null ? null : new Side(then.Market);
        var floor = 1 - (drift.FallBps / 10_000.0);
        for (var row = 0; row < zones.Length; row++)
        {
            if (!run.Covers(row))
                continue;
            var phase = run.Phases[row];
            var signal = zones[row] switch
            {
                Zone.Unknown => Signal.Unknown,
                Zone.Exempt or Zone.Liquidated => Signal.Out,
                // What can't be compared says nothing new.
                _ when past is null || row >= then!.Count => phase == (byte)Phase.Idle ? Signal.Leave : Signal.Dead,
                _ => HasFallen(judge.View, then, row, now, past, drift, floor) ? Signal.Enter : Signal.Leave,
            };
            if (!BlockJudge.IsQuiet(phase, signal) && (signal != Signal.Unknown || run.TellsBlindness(row) || phase == (byte)Phase.Leaving))
                judge.Move(run, row, signal, null);
        }
    }

    private static bool HasFallen(IAlertView view, IAlertView then, int row, Side now, Side past, RuleKind.Drift drift, double floor)
    {
        var terms = view.TermsAt(row);
        var before = then.TermsAt(row);
        // Nothing of its own changed and what it shares did not fall: no need to look closer.
        if (ReferenceEquals(terms, before) && now.Gas <= past.Gas && now.Factor(terms.Class) >= past.Factor(terms.Class))
            return false;
        var (to, isSharp) = now.Ratio(terms);
        var (from, wasSharp) = past.Ratio(before);
        if (isSharp && wasSharp && to > from * (floor + Margin))
            return false;
        if (isSharp && wasSharp && now.IsGasKnown && past.IsGasKnown && then.Zones[row] is Zone.Green or Zone.Yellow or Zone.Red && to < from * (floor - Margin))
            return true;
        return view.RatioAt(row) is { } exact
            && then.RatioAt(row) is { Sign: > 0 } exactThen
            && exact * 10_000 <= exactThen * (10_000 - drift.FallBps);
    }

    /// <summary>One block's market in doubles.</summary>
    private sealed class Side
    {
        private readonly Dictionary<ClassId, double> _factors = [];

        internal Side(Market market)
        {
            var gas = GasCost.PerNode(market);
            (Gas, IsGasKnown) = ((double)(gas ?? 0), gas is not null);
            var price = market.Rules.Requirement == RequirementUnit.Usd ? (double)(market.TokenPrice?.Value ?? 0) : 1.0;
            foreach (var cls in market.Classes)
                _factors[cls.Id] = price / ((double)(cls.Base ?? 0) * (double)(cls.DemandBps ?? 0));
        }

        /// <summary>Token base units to settle a node.</summary>
        internal double Gas { get; }

        /// <summary>Without it a ratio may have a colour and no value.</summary>
        internal bool IsGasKnown { get; }

        /// <summary>What a token counts for against a GPU of the class, up to a power of ten that all blocks share.</summary>
        internal double Factor(ClassId cls) => _factors.GetValueOrDefault(cls, double.NaN);

        internal (double Value, bool IsSharp) Ratio(ClusterTerms terms)
        {
            var gross = (double)terms.Collateral + (double)terms.Rewards;
            var net = gross - (terms.Nodes * Gas);
            var ratio = net * Factor(terms.Class) / (double)terms.Gpus;
            return (ratio, double.IsFinite(ratio) && net > gross * 1e-3);
        }
    }
}
