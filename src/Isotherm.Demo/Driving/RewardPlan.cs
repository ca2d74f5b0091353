using System.Numerics;
using Isotherm.Demo.Chain;
using Isotherm.Demo.World;

namespace Isotherm.Demo.Driving;

/// <summary>
/// Credits rewards to one node in each of a rotating twentieth of the clusters. More would only make the node's memory and its dump grow: each
/// log is kept three times over.
/// </summary>
internal static class RewardPlan
{
    private const int Rotation = 20;
    private const int MostClusters = 100;

    public static IEnumerable<PlannedCall> Make(Gauge gauge)
    {
        var earning = gauge.View.Clusters.Where(c => !c.IsQueued && !c.Requirement.IsZero && c.Gpus > 0).ToArray();
        var rotation = Math.Max(Rotation, 1 + (earning.Length / MostClusters));
        var credited = earning.Where(c => c.Id % rotation == gauge.Tick % rotation).ToArray();
        var (ids, amounts) = (new List<object?>(), new List<object?>());
        foreach (var cluster in credited)
        {
            var node = cluster.Nodes[(int)(gauge.Tick / rotation % cluster.Nodes.Count)];
            ids.Add(new BigInteger(node.Id));
            amounts.Add(Money.Share(gauge.RequiredTokens(cluster), 4 + gauge.Dice.Below(5, Topic.Reward, gauge.Tick, node.Id)));
        }

        if (ids.Count > 0)
        {
            yield return new PlannedCall(
                Account.Rewards,
                Target.Settlement,
                Abi.CreditRewards.Encode(ids, amounts),
                250_000 + (90_000L * ids.Count),
                90_000 + (26_000L * ids.Count),
                Rank.Rewards);
        }
    }
}
