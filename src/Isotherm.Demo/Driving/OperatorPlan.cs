using System.Numerics;
using Isotherm.Demo.Chain;
using Isotherm.Demo.Population;
using Isotherm.Demo.World;

namespace Isotherm.Demo.Driving;

/// <summary>What owners do: top up promptly, late or never; take out what is more than they like; add and move machines.</summary>
internal static class OperatorPlan
{
    private const int MostActions = 5;
    private const long AlarmBps = 13_500;
    private const long SlackBps = 2_500;
    private const long RescueBps = 12_700;

    // Nobody buys more than safety in a crash: the price comes back, and then it would be too much.
    private const long SafetyBps = 15_800;

    public static IEnumerable<PlannedCall> Make(Gauge gauge) => gauge.View.Clusters
        .Where(c => c.Operator >= 0 && c.Nodes.Count > 0 && !c.Requirement.IsZero)
        .OrderByDescending(c => c.IsQueued)
        .ThenBy(c => gauge.Dice.Roll(Topic.Reaction, c.Id, gauge.Tick))
        .Select(c => Act(gauge, c))
        .OfType<PlannedCall>()
        .Take(MostActions)
        .Concat(Machines(gauge));

    private static PlannedCall? Act(Gauge gauge, ClusterView cluster)
    {
        var nature = gauge.NatureOf(cluster);
        if (nature.Temperament == Temperament.Never || gauge.DisplayedBps(cluster) is not { } now)
        {
            return null;
        }

        if (cluster.IsQueued)
        {
            return IsTimeToRescue(gauge, cluster) ? TopUp(gauge, cluster, now, Math.Max(Math.Min(nature.TargetBps, SafetyBps) - 700, RescueBps)) : null;
        }

        var chance = gauge.Dice.Below(40, Topic.Reaction, gauge.Tick, cluster.Id);
        if (now > nature.TargetBps + SlackBps && nature.TargetBps > Rules.WarningBps)
        {
            return chance < 3 ? TakeOut(gauge, cluster, now, nature) : null;
        }

        var alarmed = nature.Temperament == Temperament.Prompt && now < AlarmBps && chance < 14;
        var tidy = nature.TargetBps > Rules.WarningBps && now < Math.Max(nature.TargetBps - SlackBps, Rules.WarningBps + 200) && chance == 0;
        return tidy ? TopUp(gauge, cluster, now, nature.TargetBps)
            : alarmed ? TopUp(gauge, cluster, now, Math.Min(nature.TargetBps, SafetyBps))
            : null;
    }

    private static bool IsTimeToRescue(Gauge gauge, ClusterView cluster)
    {
        var patience = gauge.Dice.Between(0.2, 0.55, Topic.Reaction, cluster.Id, cluster.FlaggedAt);
        return gauge.View.Head.Timestamp - cluster.FlaggedAt >= patience * Rules.GraceSeconds;
    }

    private static PlannedCall? TopUp(Gauge gauge, ClusterView cluster, long fromBps, long toBps)
    {
        if (toBps <= fromBps)
        {
            return null;
        }

        var each = (gauge.TokensBetween(cluster, fromBps, toBps) / cluster.Nodes.Count) + 1;
        var ids = cluster.Nodes.Select(n => (object?)new BigInteger(n.Id)).ToArray();
        var amounts = Enumerable.Repeat((object?)each, ids.Length).ToArray();
        return Call(cluster, Abi.StakeMany.Encode(ids, amounts), 250_000 + (40_000L * ids.Length), 100_000 + (14_000L * ids.Length));
    }

    // A third at most, so that a node that was penalised can usually give it.
    private static PlannedCall TakeOut(Gauge gauge, ClusterView cluster, long now, Nature nature)
    {
        var node = cluster.Nodes[gauge.Dice.Below(cluster.Nodes.Count, Topic.Reaction, cluster.Id, gauge.Tick)];
        if (gauge.Tick % 2 == 0)
        {
            return Call(cluster, Abi.ClaimRewards.Encode(new BigInteger(node.Id)), 200_000, 75_000);
        }

        var amount = gauge.TokensBetween(cluster, nature.TargetBps, now) / cluster.Nodes.Count;
        return Call(cluster, Abi.Unstake.Encode(new BigInteger(node.Id), BigInteger.Max(amount, BigInteger.One)), 200_000, 75_000);
    }

    private static IEnumerable<PlannedCall> Machines(Gauge gauge)
    {
        var healthy = gauge.View.Clusters.Where(c => c.Operator >= 0 && !c.IsQueued && c.Nodes.Count > 0 && gauge.DisplayedBps(c) > 17_000).ToArray();
        if (healthy.Length == 0)
        {
            yield break;
        }

        var chosen = healthy[gauge.Dice.Below(healthy.Length, Topic.NewNode, gauge.Tick)];
        if (gauge.Tick % 30 == 11 && chosen.Nodes.Count < 16)
        {
            var collateral = Money.Share(gauge.RequiredTokens(chosen) * 8 / Math.Max(1, chosen.Gpus), gauge.DisplayedBps(chosen)!.Value) + gauge.GasPerNode;
            yield return Call(chosen, Abi.AddNode.Encode(new BigInteger(chosen.Id), 8, collateral), 350_000, 150_000);
        }

        var partner = healthy.FirstOrDefault(c => c.Operator == chosen.Operator && c.ClassId == chosen.ClassId && c.Id != chosen.Id);
        if (gauge.Tick % 30 == 26 && partner is not null && chosen.Nodes.Count > 7)
        {
            yield return Call(chosen, Abi.MoveNode.Encode(new BigInteger(chosen.Nodes[^1].Id), new BigInteger(partner.Id)), 250_000, 90_000);
        }
    }

    private static PlannedCall Call(ClusterView cluster, byte[] data, long limit, long likely) =>
        new(Account.FirstOperator + cluster.Operator, Target.Settlement, data, limit, likely, Rank.Operator);
}
