using System.Numerics;
using System.Text;
using Isotherm.Demo.Chain;
using Isotherm.Demo.Population;
using Isotherm.Demo.World;

namespace Isotherm.Demo.Driving;

/// <summary>Penalties: small ones at random, those that wear careless owners down, and in each act the fall of one who reacts late and one who never does.</summary>
internal static class PenaltyPlan
{
    /// <summary>Ticks between two falls, so that every 90 blocks hold a queue entry, a cure and a liquidation.</summary>
    public const int Act = 45;

    private const int FallStart = 2;
    private const int FallEnd = 16;
    private const long FallToBps = 11_400;
    private const long WornBps = 700;
    private const int NodesHit = 2;
    private const int MostWorn = 4;

    private static readonly byte[] Downtime = Reason("downtime");
    private static readonly byte[] FailedProof = Reason("failed proof of work");
    private static readonly byte[] SlaBreach = Reason("SLA breach");

    public static IEnumerable<PlannedCall> Make(Gauge gauge) => [.. Small(gauge), .. Wear(gauge), .. Falls(gauge)];

    private static IEnumerable<PlannedCall> Small(Gauge gauge)
    {
        var steady = gauge.View.Clusters.Where(c => !c.IsQueued && Gauge.SettlementBps(c) > Rules.WarningBps && c.Nodes.Count > 0).ToArray();
        if (steady.Length == 0 || gauge.Dice.Below(3, Topic.Penalty, gauge.Tick) != 0)
        {
            return [];
        }

        var cluster = steady[gauge.Dice.Below(steady.Length, Topic.PenaltyTarget, gauge.Tick)];
        return Hit(gauge, cluster, Money.Share(gauge.RequiredTokens(cluster), 20 + gauge.Dice.Below(60, Topic.Penalty, gauge.Tick, 1)), 1, Downtime);
    }

    private static IEnumerable<PlannedCall> Wear(Gauge gauge) => gauge.View.Clusters
        .Where(c => !c.IsQueued)
        .Select(c => (Cluster: c, Target: gauge.NatureOf(c).TargetBps, Displayed: gauge.DisplayedBps(c)))
        .Where(x => x.Target < Rules.WarningBps && x.Displayed > x.Target + WornBps)
        .OrderByDescending(x => x.Displayed)
        .Take(MostWorn)
        .SelectMany(x => Hit(
            gauge, x.Cluster, gauge.TokensBetween(x.Cluster, x.Target, Math.Min(x.Displayed!.Value, x.Target + 600)), NodesHit, FailedProof));

    private static IEnumerable<PlannedCall> Falls(Gauge gauge)
    {
        if (gauge.Tick % Act is < FallStart or >= FallEnd)
        {
            return [];
        }

        return [.. Fall(gauge, Temperament.Never), .. Fall(gauge, Temperament.Late)];
    }

    private static IEnumerable<PlannedCall> Fall(Gauge gauge, Temperament temperament)
    {
        var candidates = gauge.View.Clusters.Where(c => gauge.NatureOf(c).Temperament == temperament && c.Nodes.Count > 0).ToArray();
        var actBegan = gauge.View.Head.Timestamp - ((gauge.Tick % Act) * gauge.Script.Pace.BlockSeconds);
        if (candidates.Any(c => c.IsQueued && c.FlaggedAt >= actBegan))
        {
            return [];
        }

        var victim = candidates.Where(c => !c.IsQueued && Gauge.SettlementBps(c) is not null).MinBy(Gauge.SettlementBps);
        if (victim is null || Gauge.SettlementBps(victim) is not { } bps || bps < gauge.View.CriticalBps)
        {
            return [];
        }

        return Hit(gauge, victim, gauge.TokensBetween(victim, FallToBps, bps), NodesHit, SlaBreach);
    }

    private static IEnumerable<PlannedCall> Hit(Gauge gauge, ClusterView cluster, BigInteger amount, int nodes, byte[] reason)
    {
        var first = gauge.Dice.Below(cluster.Nodes.Count, Topic.PenaltyTarget, gauge.Tick, cluster.Id);
        var count = Math.Min(nodes, cluster.Nodes.Count);
        var each = BigInteger.Max(amount / count, BigInteger.One);
        for (var i = 0; i < count; i++)
        {
            var node = cluster.Nodes[(first + i) % cluster.Nodes.Count];
            yield return new PlannedCall(
                Account.Penalties, Target.Settlement, Abi.Penalize.Encode(new BigInteger(node.Id), each, reason), 200_000, 75_000, Rank.Penalties);
        }
    }

    private static byte[] Reason(string text)
    {
        var word = new byte[32];
        Encoding.ASCII.GetBytes(text, word);
        return word;
    }
}
