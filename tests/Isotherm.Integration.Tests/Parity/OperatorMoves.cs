using System.Numerics;
using Isotherm.Chains.Evm.Abi;
using Isotherm.Domain;
using Isotherm.Engine;
using Isotherm.Integration.Tests.Network;

namespace Isotherm.Integration.Tests.Parity;

/// <summary>What operators do with their clusters: register, stake (also to a wei beside a threshold), take out, add, remove and move nodes.</summary>
internal sealed class OperatorMoves(ReferenceNetwork network, Dice dice)
{
    private const int MostClusters = 40;

    private readonly IReadOnlyList<string> _operators = [.. network.OperatorAccounts];
    private int _named;

    /// <summary>A newcomer with 1–4 nodes at 1.4 to 2.6 times what is required at a price of 1; one in ten without nodes.</summary>
    public Transaction Register(string? owner = null)
    {
        int cls = dice.Between(1, 3);
        int usual = cls == 1 ? 120 : cls == 2 ? 400 : 900;
        int[] gpus = [.. Enumerable.Range(0, dice.Percent(10) ? 0 : dice.Between(1, 4)).Select(_ => dice.Between(dice.Percent(10) ? 0 : 1, 8))];
        object?[] collateral = [.. gpus.Select(g => (object?)(dice.Wei(usual * 15 / 10, usual * 26 / 10) * g))];
        string name = "cluster-" + ++_named;
        return Call(owner ?? dice.Of(_operators), SettlementAbi.RegisterCluster, cls, name, dice.Of<string>(["eu", "us", "asia", ""]), gpus.Cast<object?>().ToArray(), collateral);
    }

    public IEnumerable<Transaction> Of(NetworkPicture picture, Season season)
    {
        IReadOnlyList<ClusterRow> alive = [.. picture.Rows.Where(r => !r.Terms.IsLiquidated && r.Nodes.Count > 0)];
        if (picture.Rows.Count < MostClusters && (alive.Count < 14 || dice.Percent(3)) && season is not Season.Outage)
            yield return Register();
        if (alive.Count == 0)
            yield break;
        if (picture.Rows.FirstOrDefault(r => !r.Terms.IsLiquidated && r.Nodes.Count == 0) is { } empty && dice.Percent(8))
            yield return Call(empty.Terms.Operator, SettlementAbi.AddNode, empty.Terms.Id.Value, dice.Between(1, 4), dice.Wei(3_000, 6_000));
        if (dice.Percent(35))
            yield return Stake(dice.Of(alive), dice.Wei(1, 200));
        if (dice.Percent(30) && ToTheWei(dice.Of(alive), picture.Market, dice.Between(-1, 1), dice.Percent(50)) is { } exact)
            yield return exact;
        if (alive.FirstOrDefault(r => r.QueueState == QueueState.Recovered) is { } recovered && dice.Percent(60)
            && ToTheWei(recovered, picture.Market, beside: 0, atCritical: true) is { } trimmed)
            yield return trimmed;
        if (dice.Percent(20) && OnNode(dice.Of(alive), alive) is { } move)
            yield return move;
        if (season == Season.Recovery && alive.FirstOrDefault(r => r.Terms.IsQueued) is { } queued && dice.Percent(40))
            yield return Stake(queued, dice.Wei(100, 800));
    }

    private Transaction? OnNode(ClusterRow row, IReadOnlyList<ClusterRow> alive)
    {
        NodeTerms node = dice.Of(row.Nodes);
        switch (dice.Between(0, 4))
        {
            case 0:
                return Call(row.Terms.Operator, SettlementAbi.Unstake, node.Id.Value, dice.Wei(0, 60));
            case 1:
                return Call(row.Terms.Operator, SettlementAbi.ClaimRewards, node.Id.Value);
            case 2:
                return Call(row.Terms.Operator, SettlementAbi.AddNode, row.Terms.Id.Value, dice.Between(0, 4), dice.Wei(200, 3_000));
            case 3:
                return row.Nodes.Count > 1 || dice.Percent(15) ? Call(row.Terms.Operator, SettlementAbi.RemoveNode, node.Id.Value) : null;
            default:
                ClusterRow? to = alive.FirstOrDefault(r => r != row && r.Terms.Operator == row.Terms.Operator && r.Terms.Class == row.Terms.Class);
                return to is null ? null : Call(row.Terms.Operator, SettlementAbi.MoveNode, node.Id.Value, to.Terms.Id.Value);
        }
    }

    // To the amount at which assets ÷ requirement is exactly a threshold, or a wei to either side: by stake from below, by penalty from above.
    private Transaction? ToTheWei(ClusterRow row, Market market, int beside, bool atCritical)
    {
        if (Ratio.Of(row.Terms, market) is not { Needed: { IsZero: false } needed })
            return null;
        BigInteger target = atCritical ? needed : needed * market.WarningBps / market.CriticalBps;
        BigInteger missing = target + beside - row.Terms.Assets;
        if (missing.IsZero)
            return null;
        if (missing.Sign > 0)
            return Stake(row, missing);
        NodeTerms? rich = row.Nodes.FirstOrDefault(n => n.Collateral + n.Rewards > -missing);
        return rich is null
            ? null
            : Call(network.Admin, SettlementAbi.Penalize, rich.Id.Value, -missing, new byte[32]);
    }

    private Transaction Stake(ClusterRow row, BigInteger amount) => Call(network.Admin, SettlementAbi.Stake, dice.Of(row.Nodes).Id.Value, amount);

    private Transaction Call(string from, AbiFunction function, params object?[] arguments) => Transaction.Of(from, network.Settlement, function, arguments);
}
