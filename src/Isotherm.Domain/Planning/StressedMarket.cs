using System.Numerics;

namespace Isotherm.Domain.Planning;

/// <summary>
/// A market as it would be. Integers throughout, and the page's own arithmetic: a price is rounded down but stays at least one unit
/// of its feed; demand, base requirement and base fee are rounded up. What is missing or invalid stays so.
/// </summary>
public static class StressedMarket
{
    private static readonly BigInteger Hundred = 100;

    /// <summary>The market under a stress, before anything is sold.</summary>
    public static Market Of(Market market, Stress stress)
    {
        var price = FeedVerdicts.OfToken(market) == FeedVerdict.Valid
            ? BigInteger.Max(BigInteger.One, ExactDivision.Floor(market.TokenPrice!.Value * (Hundred + stress.Price), Hundred))
            : (BigInteger?)null;
        var stressed = price is { } value ? AtPrice(market, value) : market;
        return stressed with
        {
            Block = market.Block with { BaseFee = Raised(market.Block.BaseFee, stress.Gas) },
            Classes =
            [
                .. market.Classes.Select(c => c with
                {
                    Base = Raised(c.Base, stress.Requirement),
                    DemandBps = Raised(c.DemandBps, stress.Demand),
                }),
            ],
        };
    }

    /// <summary>The same market at another token price, in feed units; the feed has answered.</summary>
    public static Market AtPrice(Market market, BigInteger price) =>
        market with { TokenPrice = market.TokenPrice! with { Value = price } };

    /// <summary>
    /// The price after <paramref name="sold"/> in all was sold into <paramref name="depth"/>: a fall by sold ÷ (depth + sold), rounded
    /// down, at least one feed unit.
    /// </summary>
    public static BigInteger PriceAfterSale(BigInteger price, BigInteger depth, BigInteger sold) =>
        BigInteger.Max(BigInteger.One, ExactDivision.Floor(price * depth, depth + sold));

    private static BigInteger? Raised(BigInteger? value, int change) =>
        value is { } known ? ExactDivision.Ceiling(known * (Hundred + change), Hundred) : null;
}
