using Isotherm.Demo.World;

namespace Isotherm.Demo.Driving;

/// <summary>What the demo's people do in the next block. Pure: the same script and view always give the same plan.</summary>
internal static class Plan
{
    /// <summary>All calls, fillers last.</summary>
    public static IReadOnlyList<PlannedCall> Make(Script script, WorldView view)
    {
        var gauge = new Gauge(script, view);
        List<PlannedCall> calls =
        [
            .. OraclePlan.Make(gauge),
            .. KeeperPlan.Make(gauge),
            .. OperatorPlan.Make(gauge),
            .. NewcomerPlan.Make(gauge),
            .. GovernancePlan.Make(gauge),
            .. PenaltyPlan.Make(gauge),
            .. RewardPlan.Make(gauge),
        ];
        calls.AddRange(FillerPlan.Make(view.Head, script.Gas.WantedAt(view.Tick + 1), calls.Sum(c => c.GasLikely)));
        return calls;
    }
}
