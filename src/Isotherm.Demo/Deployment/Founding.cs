using System.Numerics;
using Isotherm.Chains.Evm;
using Isotherm.Demo.Chain;
using Isotherm.Demo.Driving;
using Isotherm.Demo.Population;
using Isotherm.Demo.World;

namespace Isotherm.Demo.Deployment;

/// <summary>The calls that found the network, in waves.</summary>
internal sealed class Founding(Script script)
{
    // A registration must stand at warning. With a third less demanded until all are in, the founders may then stand lower.
    private const int LaunchDemandBps = 7_400;
    private const int ClustersPerCall = 12;

    private static readonly BigInteger Allowance = BigInteger.Pow(10, 27);

    /// <summary>Today's prices.</summary>
    public static IEnumerable<PlannedCall> Answers(Script script) =>
    [
        new(Account.Oracle, Target.TokenFeed, Abi.SetAnswer.Encode(script.Prices.TokenAt(0)), 150_000, 75_000, Rank.Oracle),
        new(Account.Oracle, Target.NativeFeed, Abi.SetAnswer.Encode(script.Prices.NativeAt(0)), 150_000, 75_000, Rank.Oracle),
    ];

    /// <summary>Roles, and tokens for everyone who stakes or rewards: a billion each.</summary>
    public static IReadOnlyList<PlannedCall> Grants(DeployedNetwork network)
    {
        int[] holders = [Account.Rewards, .. Enumerable.Range(Account.FirstOperator, Settlers.Operators)];
        return
        [
            Call(Account.Admin, Target.Settlement, Abi.GrantRole.Encode(Role("REWARDS_ROLE"), network.Accounts[Account.Rewards]), 55_000),
            Call(Account.Admin, Target.Settlement, Abi.GrantRole.Encode(Role("PENALTY_ROLE"), network.Accounts[Account.Penalties]), 55_000),
            .. holders.Select(h => Call(Account.Admin, Target.Token, Abi.Mint.Encode(network.Accounts[h], Allowance), 60_000)),
            .. holders.Select(h => Call(h, Target.Token, Abi.Approve.Encode(network.Settlement, (BigInteger.One << 256) - 1), 47_000)),
        ];
    }

    /// <summary>The GPU classes at launch demand.</summary>
    public static IReadOnlyList<PlannedCall> Classes() =>
        [.. GpuModel.All.Select(m => Call(Account.Admin, Target.Settlement, Abi.AddClass.Encode(m.Name, m.Base, LaunchDemandBps), 110_000))];

    /// <summary>The founders' clusters.</summary>
    /// <param name="gasPerNode">Token base units.</param>
    public IReadOnlyList<PlannedCall> Clusters(BigInteger gasPerNode)
    {
        var registration = new Registration(script.Dice, new Dictionary<string, int>());
        var settled = GpuModel.All.Select((m, i) => new ClassView(i + 1, m.Base, script.Demand.DemandAt(i + 1, 0))).ToArray();
        return [.. Enumerable.Range(1, script.Clusters)
            .Select(number => script.Settlers.Founder(number))
            .GroupBy(plan => plan.Operator)
            .SelectMany(own => own.Chunk(ClustersPerCall))
            .Select(plans => registration.Call(plans, settled, script.Prices.TokenAt(0), gasPerNode))];
    }

    /// <summary>The launch: demand rises to what it is to be.</summary>
    public IReadOnlyList<PlannedCall> Launch() => [.. GpuModel.All.Select((_, i) =>
        Call(Account.Admin, Target.Settlement, Abi.SetDemand.Encode(i + 1, script.Demand.DemandAt(i + 1, 0)), 45_000))];

    private static byte[] Role(string name) => Keccak.Hash(name);

    private static PlannedCall Call(int account, Target target, byte[] data, long likely) => new(account, target, data, likely * 3, likely, Rank.Governance);
}
