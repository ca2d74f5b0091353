using Isotherm.Chains.Evm.Abi;
using Isotherm.Domain;
using Isotherm.Engine;
using Isotherm.Integration.Tests.Network;
using Isotherm.Integration.Tests.Parity;

namespace Isotherm.Integration.Tests.Generality;

/// <summary>Marks, clearings and seizures; the keeper is slow and sometimes wrong, so that each standing lasts some blocks.</summary>
internal sealed class BondKeeperMoves(BondNetwork network, Dice dice)
{
    public IEnumerable<Transaction> Of(NetworkPicture picture)
    {
        foreach (ClusterRow row in picture.Rows)
        {
            if (row.QueueState == QueueState.None && Ratio.Of(row.Terms, picture.Market).Flaggable && dice.Percent(30))
                yield return Call(BondAbi.Mark, row);
            else if (row.QueueState == QueueState.Recovered && dice.Percent(20))
                yield return Call(BondAbi.Clear, row);
            else if (row.QueueState == QueueState.Due && dice.Percent(12))
                yield return Call(BondAbi.Seize, row);
        }

        if (picture.Rows.Count > 0 && dice.Percent(6))
            yield return Call(dice.Of<AbiFunction>([BondAbi.Mark, BondAbi.Clear, BondAbi.Seize]), dice.Of(picture.Rows));
    }

    private Transaction Call(AbiFunction function, ClusterRow row) => network.Call(network.Keeper, function, row.Terms.Id.Value);
}
