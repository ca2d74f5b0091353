using System.Numerics;
using Isotherm.Engine;
using Isotherm.Integration.Tests.Network;
using Isotherm.Integration.Tests.Parity;

namespace Isotherm.Integration.Tests.Generality;

/// <summary>The second contract's history.</summary>
internal sealed class BondScript(BondNetwork network, int seed) : IScript
{
    private const int SeasonsEvery = 60;

    private readonly Dice _dice = new(seed);
    private readonly BondStewardMoves _steward = new(network, new Dice(seed + 1));
    private readonly BondFarmerMoves _farmers = new(network, new Dice(seed + 2));
    private readonly BondKeeperMoves _keeper = new(network, new Dice(seed + 3));
    private readonly Depths _depths = new(reorganiseEvery: 12);

    public IEnumerable<IReadOnlyList<Transaction>> Opening()
    {
        yield return [.. _steward.Found()];
        yield return [.. network.FarmerAccounts.SelectMany(farmer => new[] { _farmers.Open(farmer), _farmers.Open(farmer) })];
    }

    public int Gap(int block) => SeasonOf(block) == Season.Outage ? _dice.Between(6, 15) : _dice.Between(1, 5);

    public IReadOnlyList<Transaction> Block(int block, NetworkPicture picture, long nextTime, BigInteger baseFee)
    {
        Season season = SeasonOf(block);
        // In a quiet block only time passes.
        if (_dice.Percent(12))
            return [];
        return [.. _keeper.Of(picture), .. _farmers.Of(picture, season), .. _steward.Of(picture, season)];
    }

    public int DepthBefore(int block) => _depths.Before(block);

    public int Manner() => _dice.Between(0, 2);

    // An outage here is a time in which nothing accrues and the factors stand, so that amounts can be met to the base unit.
    private static Season SeasonOf(int block) => (block % SeasonsEvery) switch
    {
        < 18 => Season.Calm,
        < 34 => Season.Crash,
        < 42 => Season.Outage,
        < 50 => Season.Return,
        _ => Season.Recovery,
    };
}
