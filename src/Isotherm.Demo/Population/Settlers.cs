using Isotherm.Demo.World;

namespace Isotherm.Demo.Population;

/// <summary>Who registers clusters: the founders, and those who come later in place of the liquidated.</summary>
internal sealed class Settlers(Dice dice)
{
    /// <summary>Operators of the demo network.</summary>
    public const int Operators = 25;

    private static readonly (string Region, string Tag)[] Regions =
        [("us-east", "use"), ("us-west", "usw"), ("eu-west", "eu"), ("eu-north", "eun"), ("ap-south", "aps"), ("ap-east", "ape")];

    private static readonly double[] OperatorShares = [.. Enumerable.Range(1, Operators).Select(rank => 1.0 / rank)];
    private static readonly double[] ClassShares = [.. GpuModel.All.Select(m => (double)m.Weight)];
    private static readonly double[] RegionShares = [30, 14, 24, 8, 14, 10];

    /// <summary>A founder, who opens at what its nature settles at.</summary>
    /// <param name="number">Its number, from 1.</param>
    public ClusterPlan Founder(long number) => Make(number, openingBps: null);

    /// <summary>A newcomer, who must open above warning as the contract demands.</summary>
    /// <param name="tick">When it registers.</param>
    /// <param name="place">Its place among the newcomers of that tick.</param>
    public ClusterPlan Newcomer(long tick, int place)
    {
        var identity = -1 - ((tick * 64) + place);
        return Make(identity, (int)dice.Between(16_800, 22_000, Topic.OpeningRatio, identity));
    }

    private ClusterPlan Make(long identity, int? openingBps)
    {
        var model = Pick(ClassShares, dice.Unit(Topic.ClusterClass, identity));
        var (region, tag) = Regions[Pick(RegionShares, dice.Unit(Topic.ClusterRegion, identity))];
        var nodes = 7 + dice.Below(7, Topic.NodeCount, identity);
        var least = GpuModel.All[model].LeastGpus;
        var gpus = Enumerable.Range(0, nodes).Select(n => dice.Below(4, Topic.NodeGpus, identity, n) == 0 ? least : 8).ToArray();
        var owner = Pick(OperatorShares, dice.Unit(Topic.ClusterOperator, identity));
        return new ClusterPlan(owner, model + 1, region, $"{tag}-{GpuModel.All[model].Tag}", gpus, openingBps);
    }

    private static int Pick(double[] shares, double unit)
    {
        var left = unit * shares.Sum();
        for (var i = 0; i < shares.Length - 1; i++)
        {
            left -= shares[i];
            if (left < 0)
            {
                return i;
            }
        }

        return shares.Length - 1;
    }
}
