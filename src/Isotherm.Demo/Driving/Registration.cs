using System.Globalization;
using System.Numerics;
using Isotherm.Demo.Chain;
using Isotherm.Demo.Population;
using Isotherm.Demo.World;

namespace Isotherm.Demo.Driving;

/// <summary>Turns cluster plans into registrations, numbering names as they come.</summary>
/// <param name="dice">Decides natures.</param>
/// <param name="namesTaken">How many clusters bear each prefix already.</param>
internal sealed class Registration(Dice dice, IReadOnlyDictionary<string, int> namesTaken)
{
    private readonly Dictionary<string, int> _taken = new(namesTaken);

    /// <summary>One call for some clusters of one operator.</summary>
    /// <param name="plans">At least one; all of the same operator.</param>
    /// <param name="classes">Requirement and demand to compute the collateral by.</param>
    /// <param name="price">The token's price, USD × 10^8.</param>
    /// <param name="gasPerNode">Token base units, added so that the displayed ratio is the plan's.</param>
    public PlannedCall Call(IReadOnlyList<ClusterPlan> plans, IReadOnlyList<ClassView> classes, BigInteger price, BigInteger gasPerNode)
    {
        var nodes = plans.Sum(p => (long)p.Gpus.Count);
        var entries = plans.Select(p => (object?)Entry(p, classes[p.ClassId - 1], price, gasPerNode)).ToArray();
        return new PlannedCall(
            Account.FirstOperator + plans[0].Operator,
            Target.Settlement,
            Abi.RegisterClusters.Encode([entries]),
            200_000 + (300_000L * plans.Count) + (110_000 * nodes),
            100_000 + (150_000L * plans.Count) + (76_000 * nodes),
            Rank.Newcomer);
    }

    private object?[] Entry(ClusterPlan plan, ClassView gpuClass, BigInteger price, BigInteger gasPerNode)
    {
        var number = _taken[plan.Prefix] = _taken.GetValueOrDefault(plan.Prefix) + 1;
        var name = string.Create(CultureInfo.InvariantCulture, $"{plan.Prefix}-{number:00}");
        var openingBps = plan.OpeningBps ?? Nature.Of(dice, name, replacement: false).TargetBps;
        var perGpu = new BigInteger(gpuClass.Base) * gpuClass.DemandBps;
        var collateral = plan.Gpus.Select(g => (object?)(Money.Share(Money.RequiredTokens(perGpu * g, price), openingBps) + gasPerNode + 1));
        return [plan.ClassId, name, plan.Region, plan.Gpus.Select(g => (object?)g).ToArray(), collateral.ToArray()];
    }
}
