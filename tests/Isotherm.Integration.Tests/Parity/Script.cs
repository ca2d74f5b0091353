using System.Numerics;
using Isotherm.Domain;
using Isotherm.Engine;
using Isotherm.Integration.Tests.Network;

namespace Isotherm.Integration.Tests.Parity;

/// <summary>The reference network's history.</summary>
internal sealed class Script(ReferenceNetwork network, int seed, int reorganiseEvery) : IScript
{
    private const int SeasonsEvery = 100;
    private const ulong BurnGas = 9_000_000;

    private static readonly BigInteger LowBaseFee = 8_000_000_000;

    private readonly Dice _dice = new(seed);
    private readonly OracleMoves _oracle = new(network, new Dice(seed + 1));
    private readonly GovernanceMoves _governance = new(network, new Dice(seed + 2));
    private readonly OperatorMoves _operators = new(network, new Dice(seed + 3));
    private readonly KeeperMoves _keeper = new(network, new Dice(seed + 4));
    private readonly Depths _depths = new(reorganiseEvery);

    /// <summary>The first blocks: classes, prices, sixteen clusters.</summary>
    public IEnumerable<IReadOnlyList<Transaction>> Opening()
    {
        yield return [.. _governance.Found(), .. Prices()];
        foreach (string owner in network.OperatorAccounts)
            yield return [.. Prices(), _operators.Register(owner), _operators.Register(owner)];
    }

    /// <summary>Seconds until the next block: long steps in an outage.</summary>
    public int Gap(int block) => SeasonOf(block) == Season.Outage ? _dice.Between(8, 20) : _dice.Between(1, 5);

    /// <summary>The transactions of the next block.</summary>
    public IReadOnlyList<Transaction> Block(int block, NetworkPicture picture, long nextTime, BigInteger baseFee)
    {
        Season season = SeasonOf(block);
        Market market = picture.Market;
        IReadOnlyList<NodeTerms> nodes = [.. picture.Rows.SelectMany(r => r.Nodes)];
        List<Transaction> moves =
        [
            .. _oracle.Of(season, nextTime),
            .. _keeper.Of(picture, season),
            .. _operators.Of(picture, season),
            .. _governance.OnNodes(nodes),
            .. _governance.Of(market, nextTime),
        ];
        // Full blocks hold the base fee up, so that gas counts.
        if (baseFee < LowBaseFee && _dice.Percent(60))
            moves.Add(Transaction.Of(network.Keeper, network.Burner, SettlementAbi.Burn, BurnGas) with { Gas = BurnGas + 100_000 });
        return moves;
    }

    /// <summary>How deep the reorganisation before this block is to be; 0 for none.</summary>
    public int DepthBefore(int block) => _depths.Before(block);

    /// <summary>One way of three to reorganise.</summary>
    public int Manner() => _dice.Between(0, 2);

    private static Season SeasonOf(int block) => (block % SeasonsEvery) switch
    {
        < 30 => Season.Calm,
        < 52 => Season.Crash,
        < 62 => Season.Outage,
        < 82 => Season.Return,
        _ => Season.Recovery,
    };

    private Transaction[] Prices() =>
    [
        Transaction.Of(network.Oracle, network.TokenFeed, SettlementAbi.SetAnswer, BigInteger.Pow(10, network.TokenFeedDecimals)),
        Transaction.Of(network.Oracle, network.NativeFeed, SettlementAbi.SetAnswer, new BigInteger(300_000_000_000)),
    ];
}
