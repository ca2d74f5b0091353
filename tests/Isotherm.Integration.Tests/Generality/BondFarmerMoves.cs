using System.Numerics;
using Isotherm.Chains.Evm.Abi;
using Isotherm.Domain;
using Isotherm.Engine;
using Isotherm.Integration.Tests.Network;
using Isotherm.Integration.Tests.Parity;

namespace Isotherm.Integration.Tests.Generality;

/// <summary>What farmers do with their rigs: plug in and out, rewire, tune, bond (also to a base unit beside a line), unbond, withdraw, harvest, sync.</summary>
internal sealed class BondFarmerMoves(BondNetwork network, Dice dice)
{
    private const int MostFarms = 30;

    private static readonly AbiFunction[] OnOneRig = [BondAbi.Harvest, BondAbi.Sync, BondAbi.Sync, BondAbi.CancelUnbonding, BondAbi.Withdraw];

    private readonly IReadOnlyList<string> _farmers = [.. network.FarmerAccounts];
    private int _named;

    public Transaction Open(string? farmer = null) =>
        network.Call(farmer ?? dice.Of(_farmers), BondAbi.OpenFarm, BondNetwork.Bytes32(BondStewardMoves.Models[dice.Between(0, 2)]), BondNetwork.Bytes32("farm-" + ++_named));

    public IEnumerable<Transaction> Of(NetworkPicture picture, Season season)
    {
        Market market = picture.Market;
        ClusterRow[] open = [.. picture.Rows.Where(r => !r.Terms.IsLiquidated)];
        ClusterRow[] alive = [.. open.Where(r => r.Nodes.Count > 0)];
        if (picture.Rows.Count < MostFarms && (alive.Length < 10 || dice.Percent(4)))
            yield return Open();
        foreach (ClusterRow empty in open.Where(r => r.Nodes.Count == 0 && dice.Percent(40)))
            yield return Plug(empty, market);
        if (alive.Length == 0)
            yield break;
        if (dice.Percent(20))
            yield return Plug(dice.Of(alive), market);
        if (dice.Percent(25))
            yield return Bond(dice.Of(alive), dice.Wei(0, 15));
        if (dice.Percent(60) && ToTheUnit(dice.Of(alive), picture, season) is { } exact)
            yield return exact;
        for (int i = dice.Between(0, 4); i > 0; i--)
            yield return OnRig(dice.Of(alive), alive);
        if (season == Season.Recovery && alive.FirstOrDefault(r => r.Terms.IsQueued) is { } marked && dice.Percent(35))
            yield return Bond(marked, dice.Wei(20, 200));
    }

    // 1.4 to 2.2 times what its GPUs need: now and then too little, and refused.
    private Transaction Plug(ClusterRow row, Market market)
    {
        int gpus = dice.Percent(8) ? 0 : dice.Between(1, 8);
        GpuClass model = market.Classes.First(c => c.Id == row.Terms.Class);
        BigInteger need = gpus * (model.Base ?? 0) * (model.DemandBps ?? 0) / 10_000;
        return network.Call(row.Terms.Operator, BondAbi.Plug, row.Terms.Id.Value, gpus, (need * dice.Between(140, 220) / 100) + dice.Between(0, 999));
    }

    private Transaction OnRig(ClusterRow row, IReadOnlyList<ClusterRow> alive)
    {
        BigInteger rig = dice.Of(row.Nodes).Id.Value;
        string farmer = row.Terms.Operator;
        switch (dice.Between(0, 9))
        {
            case 0:
                return network.Call(farmer, BondAbi.StartUnbonding, rig, dice.Wei(0, 12));
            case 1:
                return network.Call(farmer, BondAbi.Tune, rig, dice.Between(0, 9));
            case 2 when dice.Percent(40):
                return network.Call(farmer, BondAbi.Unplug, rig);
            case 3:
                ClusterRow? to = alive.FirstOrDefault(r => r != row && r.Terms.Operator == farmer && r.Terms.Class == row.Terms.Class);
                return network.Call(farmer, BondAbi.Rewire, rig, to?.Terms.Id.Value ?? dice.Of(alive).Terms.Id.Value);
            default:
                return network.Call(farmer, dice.Of(OnOneRig), rig);
        }
    }

    // While nothing accrues: to the amount at which assets ÷ bond required is exactly danger, or a base unit to either side.
    private Transaction? ToTheUnit(ClusterRow row, NetworkPicture picture, Season season)
    {
        if (season != Season.Outage || Ratio.Of(row.Terms, picture.Market) is not { Needed: { IsZero: false } needed })
            return null;
        BigInteger missing = needed + dice.Between(-1, 1) - row.Terms.Assets;
        if (missing.IsZero)
            return null;
        if (missing.Sign > 0)
            return Bond(row, missing);
        NodeTerms? rich = row.Nodes.FirstOrDefault(n => n.Collateral + n.Rewards > -missing);
        return rich is null ? null : network.Call(network.Steward, BondAbi.Fine, rich.Id.Value, -missing, new byte[32]);
    }

    private Transaction Bond(ClusterRow row, BigInteger amount) => network.Call(network.Steward, BondAbi.Bond, dice.Of(row.Nodes).Id.Value, amount);
}
