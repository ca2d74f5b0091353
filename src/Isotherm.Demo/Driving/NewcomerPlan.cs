using System.Numerics;

namespace Isotherm.Demo.Driving;

/// <summary>New clusters take the place of the liquidated, a few in a block.</summary>
internal static class NewcomerPlan
{
    /// <summary>Most registrations in a block.</summary>
    public const int Most = KeeperPlan.MostLiquidations + 1;

    public static IEnumerable<PlannedCall> Make(Gauge gauge)
    {
        var (view, script) = (gauge.View, gauge.Script);
        if (view.Classes.Count == 0 || view.TokenPrice.Sign <= 0)
        {
            return [];
        }

        var missing = Math.Clamp(script.Clusters - view.Clusters.Count, 0, Most);
        var registration = new Registration(script.Dice, view.NamesTaken);
        var price = BigInteger.Min(view.TokenPrice, script.Prices.TokenAt(view.Tick));
        return Enumerable.Range(0, missing)
            .Select(place => script.Settlers.Newcomer(view.Tick, place))
            .GroupBy(plan => plan.Operator)
            .Select(own => registration.Call([.. own], view.Classes, price, gauge.GasPerNode));
    }
}
