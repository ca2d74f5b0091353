using System.Numerics;
using Isotherm.Chains.Evm.Abi;
using Isotherm.Domain;
using Isotherm.Engine;
using Isotherm.Integration.Tests.Network;
using Isotherm.Integration.Tests.Parity;

namespace Isotherm.Integration.Tests.Generality;

/// <summary>Models, factors, lines, patience, the rate of rewards, and fines.</summary>
internal sealed class BondStewardMoves(BondNetwork network, Dice dice)
{
    /// <summary>Models that may be listed in the course of a history, the first three at its start.</summary>
    public static readonly IReadOnlyList<string> Models = ["rtx-4090", "a100", "h100", "b200", "mi300x"];

    private static readonly BigInteger Unit = BigInteger.Pow(10, 18);
    private static readonly byte[] Reason = BondNetwork.Bytes32("late");

    private int _listed;

    public IEnumerable<Transaction> Found()
    {
        for (int i = 0; i < 3; i++)
            yield return List();
        yield return Call(BondAbi.SetRate, Rate());
        yield return Call(BondAbi.Fund, Unit * 1_000_000);
    }

    public IEnumerable<Transaction> Of(NetworkPicture picture, Season season)
    {
        if (season == Season.Outage)
        {
            if (picture.Market.Accrual?.Rate.IsZero == false)
                yield return Call(BondAbi.SetRate, 0);
            yield break;
        }

        foreach (GpuClass model in picture.Market.Classes)
        {
            if (dice.Percent(15))
                yield return Call(BondAbi.SetFactor, BondNetwork.Bytes32(model.Name), Factor(model.Name, season));
            if (dice.Percent(2))
                yield return Call(BondAbi.SetBondPerGpu, BondNetwork.Bytes32(model.Name), BondPerGpu());
        }

        if (dice.Percent(12) || picture.Market.Accrual?.Rate.IsZero != false)
            yield return Call(BondAbi.SetRate, Rate());
        if (dice.Percent(6))
            yield return Call(BondAbi.LiftIndex, Unit * BigInteger.Pow(10, 10) * dice.Between(0, 20) + dice.Between(0, 999_999));
        if (dice.Percent(4))
            yield return Call(BondAbi.SetLines, dice.Of<int>([14_500, 15_000, 15_000, 16_001]), dice.Of<int>([11_999, 12_000, 12_000, 12_500]));
        if (dice.Percent(4))
            yield return Call(BondAbi.SetPatience, dice.Between(8, 45));
        if (dice.Percent(2))
            yield return List();
        if (dice.Percent(25) && picture.Rows.SelectMany(r => r.Nodes).ToArray() is { Length: > 0 } nodes)
            yield return Call(BondAbi.Fine, dice.Of(nodes).Id.Value, dice.Percent(50) ? dice.Wei(0, 2) : dice.Wei(2, 30), Reason);
    }

    private Transaction List() =>
        Call(BondAbi.ListModel, BondNetwork.Bytes32(Models[_listed++ % Models.Count]), BondPerGpu(), Factor(Models[(_listed - 1) % Models.Count], Season.Calm));

    private BigInteger BondPerGpu() => dice.Wei(4, 12);

    private int Factor(string model, Season season)
    {
        int usual = model switch { "rtx-4090" => 8_000, "a100" => 15_000, _ => 30_000 };
        (int low, int high) = season switch
        {
            Season.Calm => (90, 110),
            Season.Crash => (140, 200),
            Season.Return => (130, 170),
            _ => (70, 105),
        };
        return dice.Percent(3) ? 0 : usual * dice.Between(low, high) / 100;
    }

    // All digits in use, so that rounding shows.
    private BigInteger Rate() => dice.Percent(10) ? 0 : (dice.Wei(0, 1) * 10_000_000_000) + dice.Between(1, 999_999);

    private Transaction Call(AbiFunction function, params object?[] arguments) => network.Call(network.Steward, function, arguments);
}
