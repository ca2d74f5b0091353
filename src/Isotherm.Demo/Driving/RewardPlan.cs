using System.Numerics;
using Isotherm.Demo.Chain;
using Isotherm.Demo.World;

namespace Isotherm.Demo.Driving;

/// <summary>Credits rewards to all nodes of a rotating tenth of the clusters.</summary>
internal static class RewardPlan
{
    private const int Rotation = 10;
    private const int MostNodes = 320;

    public static IEnumerable<PlannedCall> Make(Gauge gauge)
    {
        var earning = gauge.View.Clusters.Where(c => !c.IsQueued && !c.Requirement.IsZero && c.Gpus > 0).ToArray();
        var rotation = Math.Max(Rotation, 1 + (earning.Sum(c => c.Nodes.Count) / MostNodes));
        var credited = earning.Where(c => c.Id % rotation == gauge.Tick % rotation).ToArray();
        var (ids, amounts) = (new List<object?>(), new List<object?>());
        foreach (var cluster in credited)
        {
            var perGpu = Money.Share(gauge.RequiredTokens(cluster), 4) / cluster.Gpus;
            foreach (var node in cluster.Nodes)
            {
                ids.Add(new BigInteger(node.Id));
                amounts.Add(perGpu * node.Gpus * (50 + gauge.Dice.Below(101, Topic.Reward, gauge.Tick, node.Id)) / 100);
            }
        }

        if (ids.Count > 0)
        {
            yield return new PlannedCall(
                Account.Rewards,
                Target.Settlement,
                Abi.CreditRewards.Encode(ids, amounts),
                250_000 + (45_000L * ids.Count) + (60_000L * credited.Length),
                90_000 + (15_500L * ids.Count) + (9_000L * credited.Length),
                Rank.Rewards);
        }
    }
}
