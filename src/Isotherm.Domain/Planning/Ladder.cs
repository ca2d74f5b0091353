namespace Isotherm.Domain.Planning;

/// <summary>
/// What falls below critical, by the settlement ratio, as the price goes down step by step and nothing else changes (spec 8.4); where
/// price has no effect (spec 1.8), as the requirement goes up. Each step is <see cref="StressedMarket"/> at that change. No cascade.
/// </summary>
public sealed record Ladder
{
    private static readonly int[] PriceSteps =
        [-1, -2, -3, -4, -5, -7, -10, -12, -15, -20, -25, -30, -35, -40, -50, -60, -70, -80, -90, -99];

    private static readonly int[] RequirementSteps =
        [1, 2, 3, 4, 5, 7, 10, 12, 15, 20, 25, 30, 40, 50, 75, 100, 200, 300, 500, 900];

    /// <summary>Price is stepped; else the requirement.</summary>
    public required bool ByPrice { get; init; }

    /// <summary>Below critical already; in no step.</summary>
    public required Fall Already { get; init; }

    /// <summary>From the least change on.</summary>
    public required IReadOnlyList<LadderStep> Steps { get; init; }

    /// <summary>Whether there is a ladder: a USD requirement without a valid price has none.</summary>
    public static bool IsKnown(Market market) =>
        market.Rules.Requirement == RequirementUnit.Token || FeedVerdicts.OfToken(market) == FeedVerdict.Valid;

    /// <summary>Sorts the clusters into the steps at which they fall.</summary>
    public static Ladder Of(IEnumerable<ClusterTerms> clusters, Market market)
    {
        var byPrice = market.Rules.Requirement == RequirementUnit.Usd;
        var changes = byPrice ? PriceSteps : RequirementSteps;
        var markets = changes.Select(change => StressedMarket.Of(market, Stress.None with
        {
            Price = byPrice ? change : 0,
            Requirement = byPrice ? 0 : change,
        })).ToArray();
        var weighings = markets.Select(static at => new Weighing(at)).ToArray();
        var now = new Weighing(market);
        var already = default(Fall);
        var newly = new Fall[changes.Length];
        foreach (var terms in clusters)
        {
            if (now.Falls(terms))
                already = already.With(terms);
            else if (FirstOf(weighings, terms) is var step && step < newly.Length)
                newly[step] = newly[step].With(terms);
        }

        var steps = new List<LadderStep>(changes.Length);
        var fell = default(Fall);
        for (var i = 0; i < changes.Length; i++)
        {
            fell += newly[i];
            steps.Add(new(changes[i], byPrice ? markets[i].TokenPrice?.Value : null, fell, newly[i]));
        }

        return new() { ByPrice = byPrice, Already = already, Steps = steps };
    }

    /// <summary>What falls at one step falls at all that follow, so half of them are ruled out at a time.</summary>
    private static int FirstOf(Weighing[] weighings, ClusterTerms terms)
    {
        var (low, high) = (0, weighings.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (weighings[middle].Falls(terms))
                high = middle;
            else
                low = middle + 1;
        }

        return low;
    }
}
