using System.Numerics;
using Isotherm.Demo.Chain;

namespace Isotherm.Demo.Driving;

/// <summary>The keeper: notes the price, flags, cures and liquidates, a few at a time.</summary>
internal static class KeeperPlan
{
    /// <summary>Most liquidations in a block; newcomers keep pace with it.</summary>
    public const int MostLiquidations = 4;

    private const int MostFlags = 40;
    private const int TouchEvery = 7;

    public static IEnumerable<PlannedCall> Make(Gauge gauge)
    {
        var view = gauge.View;
        if (view.Tick % TouchEvery == 0)
        {
            yield return Call(Abi.TouchPrice.Encode(), 120_000, 45_000);
        }

        foreach (var cluster in view.Clusters.Where(c => c.Queue == QueuePlace.Recovered).Take(MostFlags))
        {
            yield return Call(Abi.Cure.Encode(new BigInteger(cluster.Id)), 150_000, 60_000);
        }

        var critical = new BigInteger(view.CriticalBps) * 100_000_000_000_000;
        var fallen = view.Clusters.Where(c => c.Queue == QueuePlace.None && c.RatioE18 < critical).Select(Id).Take(MostFlags).ToArray();
        if (fallen.Length > 0)
        {
            yield return Call(Abi.FlagMany.Encode([fallen]), 150_000 + (70_000L * fallen.Length), 60_000 + (35_000L * fallen.Length));
        }

        var due = view.Clusters.Where(c => c.Queue == QueuePlace.Due).OrderBy(c => c.FlaggedAt).Select(Id).Take(MostLiquidations).ToArray();
        if (due.Length > 0)
        {
            yield return Call(Abi.LiquidateMany.Encode([due]), 250_000 + (90_000L * due.Length), 120_000 + (40_000L * due.Length));
        }
    }

    private static object? Id(ClusterView cluster) => new BigInteger(cluster.Id);

    private static PlannedCall Call(byte[] data, long limit, long likely) => new(Account.Keeper, Target.Settlement, data, limit, likely, Rank.Keeper);
}
