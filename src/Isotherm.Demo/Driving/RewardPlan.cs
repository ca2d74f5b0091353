using System.Numerics;
using Isotherm.Demo.Chain;
using Isotherm.Demo.World;

namespace Isotherm.Demo.Driving;

/// <summary>Credits rewards to a rotating tenth of the nodes.</summary>
internal static class RewardPlan
{
    private const int Rotation = 10;
    private const int MostNodes = 300;

    public static IEnumerable<PlannedCall> Make(Gauge gauge)
    {
        var earning = gauge.View.Clusters.Where(c => !c.IsQueued && !c.Requirement.IsZero).ToArray();
        var rotation = Math.Max(Rotation, 1 + (earning.Sum(c => c.Nodes.Count) / MostNodes));
        var (ids, amounts) = (new List<object?>(), new List<object?>());
        foreach (var cluster in earning)
        {
            var perGpu = Money.Share(gauge.RequiredTokens(cluster), 4) / Math.Max(1, cluster.Gpus);
            foreach (var node in cluster.Nodes.Where(n => n.Id % rotation == gauge.Tick % rotation && n.Gpus > 0))
            {
                ids.Add(new BigInteger(node.Id));
                amounts.Add(perGpu * node.Gpus * (50 + gauge.Dice.Below(101, Topic.Reward, gauge.Tick, node.Id)) / 100);
            }
        }

        if (ids.Count > 0)
        {
            yield return new PlannedCall(
                Account.Rewards, Target.Settlement, Abi.CreditRewards.Encode(ids, amounts), 250_000 + (45_000L * ids.Count), 100_000 + (16_000L * ids.Count), Rank.Rewards);
        }
    }
}
