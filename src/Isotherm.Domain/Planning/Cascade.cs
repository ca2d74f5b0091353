using System.Numerics;

namespace Isotherm.Domain.Planning;

/// <summary>
/// What falls under a stress, and what its sale brings down. A simple model: every cluster that the stress takes below critical by the
/// settlement ratio is liquidated at once, without grace or cure, and its collateral and rewards are sold into one market whose price
/// halves when the depth is sold. The price counts all that was sold so far, so it does not matter in how many rounds. A round takes
/// all that fall at the price the round before left; it ends when none newly falls. Without a depth there is at most one round.
/// </summary>
public sealed record Cascade
{
    /// <summary>Below critical before anything was supposed: not counted among what falls, and not sold.</summary>
    public required Fall Already { get; init; }

    /// <summary>In order; empty when nothing falls.</summary>
    public required IReadOnlyList<CascadeRound> Rounds { get; init; }

    /// <summary>After the last round.</summary>
    public required Market Market { get; init; }

    /// <summary>All rounds together.</summary>
    public Fall Fell => Rounds.Aggregate(default(Fall), static (sum, round) => sum + round.Fell);

    /// <summary>Runs it to its end. Sorts the clusters once, in exact order of fall, and then walks them.</summary>
    public static Cascade Of(IEnumerable<ClusterTerms> clusters, Market live, Stress stress)
    {
        var now = new Weighing(live);
        var start = StressedMarket.Of(live, stress);
        var weighing = new Weighing(start);
        var already = default(Fall);
        var waiting = new List<Waiting>();
        foreach (var terms in clusters)
        {
            if (now.Falls(terms))
                already = already.With(terms);
            else if (weighing.Asked(terms) is { IsZero: false } requirement)
                waiting.Add(new(terms, requirement));
        }

        waiting.Sort(Waiting.Order);
        var (rounds, market) = Run(waiting, start, stress);
        return new() { Already = already, Rounds = rounds, Market = market };
    }

    private static (List<CascadeRound> Rounds, Market Market) Run(List<Waiting> waiting, Market start, Stress stress)
    {
        var rounds = new List<CascadeRound>();
        var priced = start.Rules.Requirement == RequirementUnit.Usd;
        var market = start;
        var sold = BigInteger.Zero;
        for (var next = 0; ;)
        {
            var weighing = new Weighing(market);
            var fell = default(Fall);
            for (; next < waiting.Count && weighing.Falls(waiting[next].Terms); next++)
                fell = fell.With(waiting[next].Terms);
            if (fell.Clusters == 0)
                return (rounds, market);

            sold += fell.Seized;
            var price = priced ? market.TokenPrice?.Value : null;
            // Where price decides nothing, a sale brings nothing down.
            if (price is not null && stress.Depth is { Sign: > 0 } depth)
                market = StressedMarket.AtPrice(start, StressedMarket.PriceAfterSale(start.TokenPrice!.Value, depth, sold));
            var priceAfter = priced ? market.TokenPrice?.Value : null;
            rounds.Add(new(rounds.Count + 1, price, priceAfter, fell));
            if (priceAfter == price)
                return (rounds, market);
        }
    }

    private readonly record struct Waiting(ClusterTerms Terms, BigInteger Requirement)
    {
        /// <summary>By assets ÷ requirement: whatever the price, what comes first falls first.</summary>
        public static int Order(Waiting a, Waiting b) =>
            (a.Terms.Assets * b.Requirement).CompareTo(b.Terms.Assets * a.Requirement);
    }
}
