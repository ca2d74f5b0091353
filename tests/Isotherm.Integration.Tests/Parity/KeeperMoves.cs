using System.Numerics;
using Isotherm.Chains.Evm.Abi;
using Isotherm.Domain;
using Isotherm.Engine;
using Isotherm.Integration.Tests.Network;

namespace Isotherm.Integration.Tests.Parity;

/// <summary>Flags, cures and liquidations; the keeper is slow and sometimes wrong, so that each queue state lasts some blocks.</summary>
internal sealed class KeeperMoves(ReferenceNetwork network, Dice dice)
{
    public IEnumerable<Transaction> Of(NetworkPicture picture, Season season)
    {
        int flagged = picture.Rows.Count(r => r.Terms.IsQueued);
        foreach (ClusterRow row in picture.Rows)
        {
            BigInteger id = row.Terms.Id.Value;
            if (row.QueueState == QueueState.None && flagged < 6 && Ratio.Of(row.Terms, picture.Market).Flaggable && dice.Percent(25))
                yield return Call(SettlementAbi.Flag, id);
            else if (row.QueueState == QueueState.Recovered && dice.Percent(15))
                yield return Call(SettlementAbi.Cure, id);
            else if (row.QueueState == QueueState.Due && dice.Percent(12))
                yield return Call(SettlementAbi.Liquidate, id);
        }

        if (season is not Season.Calm && dice.Percent(15))
            yield return Call(SettlementAbi.TouchPrice);
        if (picture.Rows.Count > 0 && dice.Percent(4))
            yield return Call(dice.Of<AbiFunction>([SettlementAbi.Flag, SettlementAbi.Cure, SettlementAbi.Liquidate]), dice.Of(picture.Rows).Terms.Id.Value);
    }

    private Transaction Call(AbiFunction function, params object?[] arguments) => Transaction.Of(network.Keeper, network.Settlement, function, arguments);
}
