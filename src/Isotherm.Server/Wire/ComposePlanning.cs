using Isotherm.Domain;
using Isotherm.Domain.Planning;
using Isotherm.Engine;

namespace Isotherm.Server.Wire;

/// <summary>Turns plans into bodies. Pure: a picture and what is supposed of it, nothing else.</summary>
internal static class ComposePlanning
{
    private const int MostRounds = 1_000;

    /// <summary>A stress, run to its end.</summary>
    public static StressAnswer Stress(NetworkPicture picture, Stress stress, StressBody asked)
    {
        var cascade = Cascade.Of(Terms(picture), picture.Market, stress);
        return new(
            Compose.Block(picture.Market.Block),
            asked,
            Compose.Counts(picture.Counts),
            Compose.Counts(CountsAt(picture, cascade.Market)),
            Fall(cascade.Already),
            Fall(cascade.Fell),
            [.. cascade.Rounds.Take(MostRounds).Select(Round)],
            Math.Max(0, cascade.Rounds.Count - MostRounds),
            picture.Market.TokenPrice?.Decimals);
    }

    /// <summary>The ladder of a picture; without steps where there is no price to step down from.</summary>
    public static LadderAnswer Ladder(NetworkPicture picture)
    {
        var ladder = Domain.Planning.Ladder.Of(Terms(picture), picture.Market);
        return new(
            Compose.Block(picture.Market.Block),
            ladder.ByPrice ? "price" : "requirement",
            picture.Market.TokenPrice?.Decimals,
            Fall(ladder.Already),
            Domain.Planning.Ladder.IsKnown(picture.Market) ? [.. ladder.Steps.Select(Step)] : []);
    }

    private static IEnumerable<ClusterTerms> Terms(NetworkPicture picture) => picture.Rows.Select(static row => row.Terms);

    private static ZoneCounts CountsAt(NetworkPicture picture, Market market)
    {
        var weighing = new Weighing(market);
        Span<int> counts = stackalloc int[6];
        foreach (var row in picture.Rows)
            counts[(int)weighing.ZoneOf(row.Terms)]++;
        return new(counts[0], counts[1], counts[2], counts[3], counts[4], counts[5], picture.Counts.Queued);
    }

    private static FallBody Fall(Fall fall) => new(fall.Clusters, WireText.Amount(fall.Seized));

    private static StressRoundBody Round(CascadeRound round) => new(
        round.Round,
        WireText.Amount(round.Price),
        WireText.Amount(round.PriceAfter),
        round.Fell.Clusters,
        WireText.Amount(round.Fell.Seized));

    private static LadderStepBody Step(LadderStep step) =>
        new(step.Change, WireText.Amount(step.Price), step.Fell.Clusters, WireText.Amount(step.Fell.Seized), Fall(step.Newly));
}
