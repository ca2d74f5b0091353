using System.Numerics;
using Isotherm.Integration.Tests.Network;

namespace Isotherm.Integration.Tests.Parity;

/// <summary>Feeds: mostly sound answers, now and then one that readers must refuse.</summary>
internal sealed class OracleMoves(ReferenceNetwork network, Dice dice)
{
    private readonly BigInteger _unit = BigInteger.Pow(10, network.TokenFeedDecimals);

    public IEnumerable<Transaction> Of(Season season, long nextTime)
    {
        // In a quiet block what operators aim at stays where it is.
        if (season == Season.Outage || dice.Percent(25))
            yield break;
        if (dice.Percent(85))
            yield return Answer(network.TokenFeed, TokenPrice(season));
        if (dice.Percent(60))
            yield return Answer(network.NativeFeed, new BigInteger(dice.Between(1_500, 4_000)) * 100_000_000);
        if (dice.Percent(6))
            yield return Odd(network.TokenFeed, nextTime);
        if (dice.Percent(7))
            yield return Odd(network.NativeFeed, nextTime);
    }

    // Round prices let assets lie exactly on a threshold.
    private BigInteger TokenPrice(Season season)
    {
        (int low, int high) = season switch
        {
            Season.Calm => (85, 115),
            Season.Crash => (55, 80),
            Season.Return => (50, 70),
            _ => (80, 140),
        };
        BigInteger cents = _unit * dice.Between(low, high) / 100;
        return dice.Percent(40) ? _unit / (season is Season.Crash or Season.Return ? 2 : 1) : cents + dice.Between(0, 99_999);
    }

    private Transaction Answer(string feed, BigInteger answer) => Transaction.Of(network.Oracle, feed, SettlementAbi.SetAnswer, answer);

    private Transaction Odd(string feed, long nextTime) => dice.Between(0, 5) switch
    {
        0 => Answer(feed, BigInteger.Zero),
        1 => Answer(feed, -_unit),
        2 => Answer(feed, BigInteger.One << 96),
        3 => At(feed, nextTime + 30),
        4 => At(feed, 0),
        _ => At(feed, nextTime - ReferenceNetwork.MaxAgeSeconds - dice.Between(0, 1)),
    };

    private Transaction At(string feed, long updatedAt) => Transaction.Of(network.Oracle, feed, SettlementAbi.SetAnswerAt, _unit, updatedAt);
}
