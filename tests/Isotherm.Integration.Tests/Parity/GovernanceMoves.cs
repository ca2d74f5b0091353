using Isotherm.Chains.Evm;
using Isotherm.Domain;
using Isotherm.Integration.Tests.Network;

namespace Isotherm.Integration.Tests.Parity;

/// <summary>Classes, demand, requirement, thresholds, grace, announced changes, rewards and penalties.</summary>
internal sealed class GovernanceMoves(ReferenceNetwork network, Dice dice)
{
    private static readonly byte[] Reason = Keccak.Hash("offline");

    private string To => network.Settlement;

    /// <summary>The three classes that clusters are registered in.</summary>
    public IEnumerable<Transaction> Found() =>
        new[] { ("rtx-4090", 120), ("a100", 400), ("h100", 900) }.Select(c =>
            Call(SettlementAbi.AddClass, c.Item1, c.Item2 * 100_000_000L, 10_000));

    public IEnumerable<Transaction> Of(Market market, long nextTime)
    {
        if (market.Classes.Count == 0)
            yield break;
        GpuClass gpus = dice.Of(market.Classes);
        if (dice.Percent(10))
            yield return Call(SettlementAbi.SetDemand, gpus.Id.Value, Demand());
        if (market.Classes.FirstOrDefault(c => c.DemandBps is { IsZero: true }) is { } free && dice.Percent(20))
            yield return Call(SettlementAbi.SetDemand, free.Id.Value, 10_000);
        if (dice.Percent(3))
            yield return Call(SettlementAbi.SetRequirement, gpus.Id.Value, Base(gpus));
        if (dice.Percent(3))
            yield return Call(SettlementAbi.SetThresholds, dice.Of<int>([14_500, 15_000, 15_000, 16_001]), dice.Of<int>([11_999, 12_000, 12_000, 12_500]));
        if (dice.Percent(3))
            yield return Call(SettlementAbi.SetGracePeriod, dice.Between(15, 70));
        if (dice.Percent(6))
            yield return Call(SettlementAbi.Schedule, Change(gpus), nextTime + dice.Between(3, 40));
        foreach (ScheduledChange change in market.Scheduled.Take(2))
        {
            if (change.EffectiveAt <= nextTime && dice.Percent(60))
                yield return Transaction.Of(network.Keeper, To, SettlementAbi.ApplyChange, change.Id);
            else if (dice.Percent(4))
                yield return Call(SettlementAbi.Cancel, change.Id);
        }

        if (dice.Percent(1) && market.Classes.Count < 5)
            yield return Call(SettlementAbi.AddClass, "class-" + market.Classes.Count, 50_000_000_000L, 10_000);
    }

    public IEnumerable<Transaction> OnNodes(IReadOnlyList<NodeTerms> nodes)
    {
        if (nodes.Count == 0)
            yield break;
        if (dice.Percent(30))
        {
            object?[] ids = [.. nodes.Where(_ => dice.Percent(15)).Select(n => (object?)n.Id.Value)];
            yield return Call(SettlementAbi.CreditRewards, ids, ids.Select(_ => (object?)dice.Wei(0, 20)).ToArray());
        }

        if (dice.Percent(20))
            yield return Call(SettlementAbi.Penalize, dice.Of(nodes).Id.Value, dice.Wei(0, 120), Reason);
    }

    private object?[] Change(GpuClass gpus) => dice.Between(0, 3) switch
    {
        0 => [0, gpus.Id.Value, Demand(), 0],
        1 => [1, gpus.Id.Value, Base(gpus), 0],
        2 => [2, 0, dice.Of<int>([15_000, 15_500]), dice.Of<int>([12_000, 11_500])],
        _ => [3, 0, dice.Between(15, 70), 0],
    };

    private int Demand() => dice.Percent(8) ? 0 : dice.Between(8_000, 13_000);

    private static long Usual(GpuClass gpus) => gpus.Id.Value.IsOne ? 120 : gpus.Id.Value == 2 ? 400 : 900;

    private long Base(GpuClass gpus) => (Usual(gpus) * dice.Between(90, 110) * 1_000_000L) + dice.Between(0, 999);

    private Transaction Call(Chains.Evm.Abi.AbiFunction function, params object?[] arguments) => Transaction.Of(network.Admin, To, function, arguments);
}
