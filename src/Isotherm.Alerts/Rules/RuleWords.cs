using Isotherm.Domain;

namespace Isotherm.Alerts.Rules;

/// <summary>The words that rules use on the wire.</summary>
internal static class RuleWords
{
    internal static readonly (QueueStages Stage, string Word)[] Stages =
    [
        (QueueStages.Entered, "entered"), (QueueStages.Half, "half"), (QueueStages.LastTenth, "lastTenth"), (QueueStages.Due, "due"),
        (QueueStages.Blocked, "blocked"), (QueueStages.Recovered, "recovered"), (QueueStages.Cured, "cured"), (QueueStages.Liquidated, "liquidated"),
    ];

    internal static readonly (ProtocolTopics Topic, string Word)[] Topics =
    [
        (ProtocolTopics.Thresholds, "thresholds"), (ProtocolTopics.Requirement, "requirement"), (ProtocolTopics.Demand, "demand"),
        (ProtocolTopics.GracePeriod, "gracePeriod"),
    ];

    internal static readonly (Zone Zone, string Word)[] Zones =
    [
        (Zone.Green, "green"), (Zone.Yellow, "yellow"), (Zone.Red, "red"), (Zone.Unknown, "unknown"), (Zone.Exempt, "exempt"),
        (Zone.Liquidated, "liquidated"),
    ];

    internal static string Of(Zone zone) => Zones[(int)zone].Word;

    internal static string Of(QueueState state) => state switch
    {
        QueueState.Grace => "grace",
        QueueState.Due => "due",
        QueueState.Blocked => "blocked",
        QueueState.Recovered => "recovered",
        QueueState.Liquidated => "liquidated",
        _ => "none",
    };

    /// <summary>A level or distance in basis points, with as many of its 4 decimals as it has, at least one.</summary>
    internal static string Bps(System.Numerics.BigInteger bps)
    {
        var text = FixedPoint.PrintBps(bps)[..^14].TrimEnd('0');
        return text.EndsWith('.') ? text + "0" : text;
    }
}
