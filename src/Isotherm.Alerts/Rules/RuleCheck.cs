using System.Globalization;
using System.Numerics;
using Isotherm.Alerts.Folding;
using Isotherm.Domain;

namespace Isotherm.Alerts.Rules;

/// <summary>Rules that can be read and still make no sense: they never fire, always fire, or speak of what is not there.</summary>
public static class RuleCheck
{
    /// <summary>Above this every cluster is always below.</summary>
    public const uint HighestLevelBps = 1_000_000;

    /// <summary>All that is wrong; empty when nothing is.</summary>
    /// <param name="rule">The rule.</param>
    /// <param name="view">The network as it stands; null where none is at hand: then clusters, operators and classes are not looked up.</param>
    public static IReadOnlyList<RuleProblem> Problems(Rule rule, IAlertView? view)
    {
        List<RuleProblem> problems = [];
        Kind(rule, view, problems);
        if (rule.Channels.Count == 0)
            problems.Add(new("/channels", "It would tell nobody.", "at least one channel"));
        if (rule.EscalateTo is { } second && rule.Channels.Contains(second, StringComparer.Ordinal))
            problems.Add(new("/escalateTo", "It escalates to a channel that it goes to anyway.", "another channel, or none"));
        if (view is not null)
            Scope(rule, view, problems);
        return problems;
    }

    private static void Kind(Rule rule, IAlertView? view, List<RuleProblem> problems)
    {
        switch (rule.Kind)
        {
            case RuleKind.RatioBelow { Level: RatioLevel.Own { Bps: 0 } }:
                problems.Add(new("/kind/threshold", "It can never fire: no ratio is below 0.", "a ratio above 0"));
                break;
            case RuleKind.RatioBelow { Level: RatioLevel.Own { Bps: > HighestLevelBps } }:
                problems.Add(new("/kind/threshold", "It would always fire: every ratio is below it.", string.Create(CultureInfo.InvariantCulture, $"at most {HighestLevelBps / 10_000}")));
                break;
            case RuleKind.InZone zones when new[] { Zone.Green, Zone.Yellow, Zone.Red }.All(zones.Zones.Contains):
                problems.Add(new("/kind/zones", "It would always fire: it names every colour.", "one or two of green, yellow, red"));
                break;
            case RuleKind.InZone { Zones.Count: 0 }:
                problems.Add(new("/kind/zones", "It can never fire: it names no zone.", "at least one zone"));
                break;
            case RuleKind.Queue { Stages: QueueStages.Cured or QueueStages.None }:
                problems.Add(new("/kind/stages", "It can never fire: a cure is told as the end of an earlier stage.", "at least one stage beside cured"));
                break;
            case RuleKind.ProtocolChange { Topics: ProtocolTopics.None }:
                problems.Add(new("/kind/topics", "It can never fire: it names no topic.", "at least one topic"));
                break;
            case RuleKind.Drift { FallBps: 0 or >= 10_000 }:
                problems.Add(new("/kind/fall", "It would always or never fire.", "a share above 0 and below 1"));
                break;
            case RuleKind.PriceStale when view is { Market.Rules: { Requirement: RequirementUnit.Token, Gas: GasModel.None } }:
                problems.Add(new("/kind/type", "It can never fire: no ratio of this network depends on a price.", "another kind"));
                break;
        }

        if (rule.DeltaBps > HighestLevelBps)
            problems.Add(new("/delta", "It would never be over: no ratio comes that far above the level.", string.Create(CultureInfo.InvariantCulture, $"at most {HighestLevelBps / 10_000}")));
        else if (rule.Kind is RuleKind.RatioBelow { Level: RatioLevel.OfNetwork { IsCritical: true } } && view is { } at && at.Market.WarningBps > at.Market.CriticalBps
            && at.Market.CriticalBps + rule.DeltaBps > at.Market.WarningBps + (BigInteger)10_000)
            problems.Add(new("/delta", "The ratio at which it is over lies more than 1.0 above the network's warning.", "a smaller distance"));
    }

    private static void Scope(Rule rule, IAlertView view, List<RuleProblem> problems)
    {
        switch (rule.Scope)
        {
            case RuleScope.Clusters clusters:
                for (var i = 0; i < clusters.Ids.Count; i++)
                {
                    var at = string.Create(CultureInfo.InvariantCulture, $"/scope/clusters/{i}");
                    if (view.RowOf(clusters.Ids[i]) is not { } row)
                        problems.Add(new(at, $"There is no cluster {clusters.Ids[i]}.", "the id of a registered cluster"));
                    else if (view.TermsAt(row).IsLiquidated)
                        problems.Add(new(at, $"Cluster {clusters.Ids[i]} was liquidated: nothing more happens to it.", "a cluster that is not liquidated"));
                }

                break;
            case RuleScope.Operators operators:
                var known = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
                for (var row = 0; row < view.Count; row++)
                    known.Add(view.TermsAt(row).Operator);
                for (var i = 0; i < operators.Addresses.Count; i++)
                {
                    if (!known.Contains(operators.Addresses[i]))
                        problems.Add(new(string.Create(CultureInfo.InvariantCulture, $"/scope/operators/{i}"), $"No cluster is operated by {operators.Addresses[i]}.", "the address of an operator"));
                }

                break;
            case RuleScope.GpuClass gpu when view.Market.Classes.All(cls => cls.Id != gpu.Class):
                problems.Add(new("/scope/gpuClass", $"There is no GPU class {gpu.Class}.", string.Join(", ", view.Market.Classes.Select(cls => $"{cls.Id} ({cls.Name})"))));
                break;
        }
    }
}
