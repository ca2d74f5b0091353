using System.Numerics;
using Isotherm.Demo.Chain;
using Isotherm.Demo.Population;
using Isotherm.Demo.World;

namespace Isotherm.Demo.Driving;

/// <summary>Demand moves at once; announcements are scheduled, then applied when due. New thresholds are proposed now and then and always withdrawn.</summary>
internal static class GovernancePlan
{
    /// <summary>Ticks between two announcements.</summary>
    public const int Season = 48;

    private const int NoticeSeconds = 40;

    public static IEnumerable<PlannedCall> Make(Gauge gauge) => [.. Demand(gauge), .. Announce(gauge), .. Settle(gauge)];

    private static IEnumerable<PlannedCall> Demand(Gauge gauge) => gauge.View.Classes
        .Where(c => c.Id % 2 == 0 && c.DemandBps != gauge.Script.Demand.DemandAt(c.Id, gauge.Tick))
        .Select(c => Call(Abi.SetDemand.Encode(new BigInteger(c.Id), gauge.Script.Demand.DemandAt(c.Id, gauge.Tick)), 120_000, 45_000));

    private static IEnumerable<PlannedCall> Announce(Gauge gauge)
    {
        var (season, classes) = (gauge.Tick / Season, gauge.View.Classes);
        if (gauge.Tick % Season < 6 || classes.Count == 0 || gauge.View.Changes.Count > 0 || gauge.View.LastAnnouncedTick >= season * Season)
        {
            yield break;
        }

        var chosen = classes[gauge.Dice.Below(classes.Count, Topic.Announcement, season)];
        object?[] change = (season % 3) switch
        {
            0 => [(int)ChangeKind.Requirement, chosen.Id, BaseOf(gauge, chosen.Id, season), 0],
            1 => [(int)ChangeKind.Demand, (chosen.Id - 1) | 1, gauge.Script.Demand.DemandAt((chosen.Id - 1) | 1, gauge.Tick + Season), 0],
            _ => [(int)ChangeKind.Thresholds, 0, Rules.WarningBps + 500, Rules.CriticalBps],
        };
        var notice = Math.Max(NoticeSeconds, 3 * gauge.Script.Pace.BlockSeconds);
        yield return Call(Abi.Schedule.Encode(change, gauge.View.Head.Timestamp + notice), 300_000, 170_000);
    }

    private static IEnumerable<PlannedCall> Settle(Gauge gauge)
    {
        foreach (var change in gauge.View.Changes)
        {
            var left = change.EffectiveAt - gauge.View.Head.Timestamp;
            if (change.Kind is ChangeKind.Thresholds or ChangeKind.GracePeriod)
            {
                if (left <= NoticeSeconds / 2)
                {
                    yield return Call(Abi.Cancel.Encode(new BigInteger(change.Id)), 120_000, 45_000);
                }
            }
            else if (left <= 0)
            {
                yield return Call(Abi.ApplyChange.Encode(new BigInteger(change.Id)), 200_000, 70_000);
            }
        }
    }

    private static BigInteger BaseOf(Gauge gauge, int classId, long season) =>
        classId <= GpuModel.All.Count ? gauge.Script.Demand.BaseAt(new GpuRequirement(classId, GpuModel.All[classId - 1].Base), season) : BigInteger.One;

    private static PlannedCall Call(byte[] data, long limit, long likely) => new(Account.Admin, Target.Settlement, data, limit, likely, Rank.Governance);
}
