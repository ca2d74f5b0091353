using System.Numerics;
using Isotherm.Alerts.Folding;
using Isotherm.Alerts.Messages;
using Isotherm.Alerts.Rules;
using Isotherm.Domain;

namespace Isotherm.Alerts.Machine;

/// <summary>How bad what a rule watches is, and which rule speaks when several see the same cluster.</summary>
internal static class Severities
{
    /// <summary>Whether collateral is in danger when the rule fires.</summary>
    internal static bool IsRed(Rule rule, BigInteger criticalBps) => Of(rule.Kind, criticalBps) == AlertSeverity.Critical;

    /// <summary>The severity of a rule's fires.</summary>
    internal static AlertSeverity Of(RuleKind kind, BigInteger criticalBps) => kind switch
    {
        RuleKind.RatioBelow { Level: RatioLevel.Own own } => own.Bps <= criticalBps ? AlertSeverity.Critical : AlertSeverity.Warning,
        RuleKind.RatioBelow { Level: RatioLevel.OfNetwork network } => network.IsCritical ? AlertSeverity.Critical : AlertSeverity.Warning,
        RuleKind.InZone zones => zones.Zones.Any(zone => zone is Zone.Red or Zone.Liquidated) ? AlertSeverity.Critical
            : zones.Zones.Any(zone => zone is Zone.Yellow or Zone.Unknown) ? AlertSeverity.Warning : AlertSeverity.Info,
        RuleKind.SuddenRed or RuleKind.Queue => AlertSeverity.Critical,
        RuleKind.DataLate late => late.AtLeast == DataState.Stale ? AlertSeverity.Critical : AlertSeverity.Warning,
        RuleKind.Digest => AlertSeverity.Info,
        _ => AlertSeverity.Warning,
    };

    /// <summary>
    /// In liquidation (3) holds back red (2), and red holds back yellow (1), for the same owner, cluster and channels; 0 neither
    /// holds back nor is held.
    /// </summary>
    internal static int RankOf(RuleKind kind, BigInteger criticalBps) => kind switch
    {
        RuleKind.Queue => 3,
        RuleKind.RatioBelow or RuleKind.InZone or RuleKind.SuddenRed or RuleKind.PersistentYellow =>
            Of(kind, criticalBps) switch { AlertSeverity.Critical => 2, AlertSeverity.Warning => 1, _ => 0 },
        _ => 0,
    };
}
