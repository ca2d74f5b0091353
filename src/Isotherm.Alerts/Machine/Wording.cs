using System.Globalization;
using System.Numerics;
using Isotherm.Alerts.Messages;
using Isotherm.Alerts.Rules;
using Isotherm.Domain;

namespace Isotherm.Alerts.Machine;

/// <summary>Sentences for people: what happened to whom.</summary>
internal static class Wording
{
    internal static string Headline(MessageKind kind, Rule rule, IReadOnlyList<AlertSubject> subjects, int count, string? ofOperator, Mark why, QueueStages stage, Market? market)
    {
        if (subjects.Count == 0)
            return OfNetwork(kind, rule, why);
        var who = Who(subjects, count, ofOperator);
        var many = count > 1;
        var one = subjects[0];
        return kind switch
        {
            MessageKind.Blind => $"Blind since block {why.Block.Number}: the ratio of {who} is unknown.",
            MessageKind.Sighted => $"The ratio of {who} is known again{Now(one, many, market)}.",
            MessageKind.Retract => $"Taken back: the block in which {who} {What(rule, why, stage, many)} was orphaned.",
            MessageKind.Resolve when stage == QueueStages.Liquidated => $"{who} {(many ? "were" : "was")} liquidated: that is final, and this alert is closed.",
            MessageKind.Resolve => $"{who} {Over(rule, why, many)}{Now(one, many, market)}.",
            _ => $"{who} {What(rule, why, stage, many)}{Now(one, many, market)}.",
        };
    }

    /// <summary>Of an update whose members are fewer than they were because blocks were orphaned.</summary>
    internal static string PartlyTakenBack(int left, int told) =>
        string.Create(CultureInfo.InvariantCulture, $"Taken back in part: {told - left} of {told} clusters rested on an orphaned block; {left} stand.");

    internal static string ForPeople(BigInteger ratio18, Zone zone, Market? market) =>
        market is { } at && at.WarningBps >= 0 && at.WarningBps <= uint.MaxValue && at.CriticalBps > 0 && at.CriticalBps <= uint.MaxValue
            ? FixedPoint.PrintForPeople(ratio18, zone, new((uint)at.WarningBps, (uint)at.CriticalBps))
            : FixedPoint.Print(ratio18);

    private static string OfNetwork(MessageKind kind, Rule rule, Mark why)
    {
        if (kind == MessageKind.Retract)
            return $"Taken back: block {why.Block.Number} was orphaned. It said: {why.Detail}";
        if (kind != MessageKind.Resolve)
            return why.Detail;
        return rule.Kind switch
        {
            RuleKind.PriceStale => "The token price is usable again.",
            RuleKind.DataLate => "The network's data is in time again.",
            _ => "It is over.",
        };
    }

    private static string Who(IReadOnlyList<AlertSubject> subjects, int count, string? ofOperator)
    {
        if (count == 1)
            return subjects[0].Name.Length == 0 ? $"Cluster {subjects[0].Cluster}" : $"Cluster {subjects[0].Name}";
        return ofOperator is null ? $"{count} clusters" : $"{count} clusters of operator {ofOperator}";
    }

    private static string Now(AlertSubject one, bool many, Market? market) => many || one.Ratio is not { } ratio
        ? ""
        : $": ratio {ForPeople(ratio, ZoneOf(one), market)}";

    private static Zone ZoneOf(AlertSubject one) => RuleWords.Zones.FirstOrDefault(pair => pair.Word == one.Zone).Zone;

    private static string What(Rule rule, Mark why, QueueStages stage, bool many)
    {
        var (be, have) = many ? ("are", "have") : ("is", "has");
        return rule.Kind switch
        {
            RuleKind.RatioBelow => $"{be} below {RuleWords.Bps(why.LevelBps ?? 0)}",
            RuleKind.InZone zones => $"{be} {string.Join(" or ", zones.Zones.Select(RuleWords.Of))}",
            RuleKind.SuddenRed sudden => $"went from green to red within {sudden.WithinBlocks} blocks",
            RuleKind.PersistentYellow yellow => $"{have} been yellow for {Duration(yellow.ForSeconds)}",
            RuleKind.Drift drift => $"fell by {Amounts.Print(drift.FallBps, 2, 2)} % or more within {drift.WithinBlocks} blocks",
            RuleKind.AuditMismatch => many ? "disagree with the contract's own figures" : "disagrees with the contract's own figures",
            RuleKind.Penalty => $"{(many ? "were" : "was")} penalised. {why.Detail.TrimEnd('.')}",
            RuleKind.Queue => Stage(stage, be, have),
            _ => why.Detail.TrimEnd('.'),
        };
    }

    private static string Stage(QueueStages stage, string be, string have) => stage switch
    {
        QueueStages.Half => $"{have} used half of the grace period",
        QueueStages.LastTenth => $"{have} a tenth of the grace period left",
        QueueStages.Due => $"{be} past the deadline: anyone may liquidate at the next block",
        QueueStages.Blocked => $"{be} past the deadline: execution blocked",
        QueueStages.Recovered => $"{be} at or above critical, still flagged: no grace is left once the deadline is over",
        QueueStages.Liquidated => "lost the collateral: liquidated",
        _ => $"{be} in the liquidation queue",
    };

    private static string Over(Rule rule, Mark why, bool many)
    {
        var be = many ? "are" : "is";
        return rule.Kind switch
        {
            RuleKind.RatioBelow => $"{be} at or above {RuleWords.Bps((why.LevelBps ?? 0) + rule.DeltaBps)} again",
            RuleKind.Queue => $"{be} out of the liquidation queue",
            RuleKind.AuditMismatch => many ? "agree with the contract again" : "agrees with the contract again",
            RuleKind.InZone zones => $"{be} no longer {string.Join(" or ", zones.Zones.Select(RuleWords.Of))}",
            RuleKind.PersistentYellow => $"{be} no longer yellow",
            RuleKind.Drift => $"{be} no longer falling that fast",
            _ => $"{be} no longer red",
        };
    }

    private static string Duration(long seconds) => seconds % 3_600 == 0
        ? string.Create(CultureInfo.InvariantCulture, $"{seconds / 3_600} h")
        : seconds % 60 == 0 ? string.Create(CultureInfo.InvariantCulture, $"{seconds / 60} min") : string.Create(CultureInfo.InvariantCulture, $"{seconds} s");
}
