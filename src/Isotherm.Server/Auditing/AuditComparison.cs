using System.Globalization;
using System.Numerics;
using Isotherm.Chains.Auditing;
using Isotherm.Domain;
using Isotherm.Engine;
using Isotherm.Server.Wire;

namespace Isotherm.Server.Auditing;

/// <summary>Holds a cluster's own reading against what the contract says, to the base unit (spec 1.6). Pure.</summary>
internal static class AuditComparison
{
    private static readonly BigInteger Infinite = (BigInteger.One << 256) - 1;

    /// <summary>Judges one cluster at the market's block.</summary>
    public static Finding Judge(ClusterRow row, Market market, ClusterStatement answer)
    {
        var terms = row.Terms with { IsDisputed = false };
        var own = new OwnReading(terms, Ratio.Of(terms, market));
        List<Difference> differences = [];
        string? why = null;
        foreach (var (view, said) in new[] { ("ratio", answer.Ratio), ("requirement", answer.Requirement), ("queue", answer.Queue) })
        {
            if (said is ViewAnswer.Unavailable unavailable)
                why ??= unavailable.Why;
            else if (said is not null && !Agrees(own, view, said))
                differences.Add(new Difference(view, own.Print(view), Print(view, said)));
        }

        if (differences.Count > 0)
            return new Finding.Disagreed(differences);
        return why is null ? new Finding.Agreed() : new Finding.Unavailable(why);
    }

    private static bool Agrees(OwnReading own, string view, ViewAnswer said) => (view, said) switch
    {
        (_, ViewAnswer.Reverted) => own.MayRevert,
        ("ratio", ViewAnswer.Number number) => own.Ratio is { } ratio ? number.Value == ratio : own.ClaimsNothing,
        ("requirement", ViewAnswer.Number number) => own.Reading.Requirement is not { } requirement || number.Value == requirement,
        ("queue", ViewAnswer.Place place) => SameState(own, place) && (!own.Terms.IsQueued || SameTimes(own.Terms, place)),
        _ => false,
    };

    // A flagged cluster that can't be weighed here can't be said to have recovered either: the contract may know.
    private static bool SameState(OwnReading own, ViewAnswer.Place place) =>
        place.State == own.Reading.QueueState
        || (own.ClaimsNothing && own.Terms.IsQueued && place.State is { } state && state is not (QueueState.None or QueueState.Liquidated));

    // Outside the queue contracts may keep or clear the times of the last flag.
    private static bool SameTimes(ClusterTerms terms, ViewAnswer.Place place) =>
        (place.FlaggedAt ?? terms.FlaggedAt) == terms.FlaggedAt && (place.Deadline ?? terms.Deadline) == terms.Deadline;

    private static string Print(string view, ViewAnswer said) => said switch
    {
        ViewAnswer.Number number when view == "ratio" => PrintRatio(number.Value),
        ViewAnswer.Number number => WireText.Amount(number.Value),
        ViewAnswer.Place { State: { } state } place => PrintPlace(WireText.Name(state), place.FlaggedAt, place.Deadline),
        ViewAnswer.Place place => PrintPlace($"state {WireText.Amount(place.Code)}", place.FlaggedAt, place.Deadline),
        ViewAnswer.Reverted reverted => $"reverted {reverted.Error}".TrimEnd(),
        ViewAnswer.Malformed malformed => malformed.What,
        _ => throw new InvalidOperationException($"A {said.GetType().Name} is not compared."),
    };

    private static string PrintRatio(BigInteger ratio18) => ratio18 == Infinite ? "nothing required" : FixedPoint.Print(ratio18);

    private static string PrintPlace(string state, BigInteger? flaggedAt, BigInteger? deadline) =>
        string.Create(CultureInfo.InvariantCulture, $"{state}, flagged at {flaggedAt?.ToString(CultureInfo.InvariantCulture) ?? "?"}, deadline {deadline?.ToString(CultureInfo.InvariantCulture) ?? "?"}");

    // Our side of a comparison, as if there were no dispute.
    private readonly record struct OwnReading(ClusterTerms Terms, ClusterReading Reading)
    {
        /// <summary>What a ratio view should answer; null where the ratio can't be told. It saturates, as a uint256 must.</summary>
        public BigInteger? Ratio => Reading.Zone is Zone.Exempt or Zone.Liquidated
            ? Infinite
            : (Reading.SettlementRatio ?? Reading.RatioAtMost) is { } ratio ? BigInteger.Min(ratio, Infinite) : null;

        /// <summary>Unknown for a reason that the contract does not share: it may well know.</summary>
        public bool ClaimsNothing => Ratio is null && Reading.UnknownReason != UnknownReason.TokenPrice;

        /// <summary>The contract need not be able to say.</summary>
        public bool MayRevert => Ratio is null || Reading.Zone == Zone.Liquidated;

        public string Print(string view) => view switch
        {
            "ratio" => Ratio is { } ratio ? PrintRatio(ratio) : $"unknown ({WireText.Name(Reading.UnknownReason)})",
            "requirement" => WireText.Amount(Reading.Requirement) ?? "unknown",
            _ => PrintPlace(WireText.Name(Reading.QueueState), Terms.FlaggedAt, Terms.Deadline),
        };
    }
}
