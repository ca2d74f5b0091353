using System.Globalization;
using System.Numerics;
using Isotherm.Domain;

namespace Isotherm.Cli.Keeping;

/// <summary>What is to be done at a head, and what must wait. Pure: the same view always gives the same plan.</summary>
/// <param name="Deeds">To be done, in this order, with the reason.</param>
/// <param name="Waiting">Not to be done now, with the reason.</param>
internal sealed record KeeperPlan(IReadOnlyList<(Deed Deed, string Why)> Deeds, IReadOnlyList<(Deed Deed, string Why)> Waiting)
{
    private static readonly BigInteger OneBps = BigInteger.Pow(10, 14);

    // Beyond it nothing is required: 2²⁵⁶−1 says so.
    private static readonly BigInteger Unbounded = BigInteger.Pow(10, 36);

    /// <summary>Decides.</summary>
    public static KeeperPlan Of(KeeperView view)
    {
        var (deeds, waiting) = (new List<(Deed Deed, string Why)>(), new List<(Deed Deed, string Why)>());
        var isBehind = IsBehind(view);
        if (isBehind && view.Can.Contains(ActKind.TouchPrice))
        {
            deeds.Add((new Deed(ActKind.TouchPrice, null), string.Create(CultureInfo.InvariantCulture,
                $"the contract last saw a price of {view.Block.Header.Timestamp - view.PriceSeen} s ago: no liquidation until its recovery window of {view.Rules.RecoveryWindowSeconds} s has begun and ended")));
        }

        foreach (var standing in view.Standings.OrderBy(s => s.Deadline ?? 0).ThenBy(s => s.Cluster))
        {
            switch (standing.State)
            {
                case QueueState.Due when isBehind:
                    waiting.Add((new Deed(ActKind.Liquidate, standing.Cluster), "execution blocked: the contract has not seen the present price yet"));
                    break;
                case QueueState.Due:
                    deeds.Add((new Deed(ActKind.Liquidate, standing.Cluster), string.Create(CultureInfo.InvariantCulture, $"due: {Below(standing, view)}grace ended {view.Block.Header.Timestamp - standing.Deadline} s ago")));
                    break;
                case QueueState.Blocked:
                    waiting.Add((new Deed(ActKind.Liquidate, standing.Cluster), $"execution blocked: {BlockedBy(view)}"));
                    break;
                case QueueState.Recovered:
                    deeds.Add((new Deed(ActKind.Cure, standing.Cluster), standing.Ratio is { } high && high < Unbounded ? $"recovered: ratio {FixedPoint.Print(high)[..6]}" : "recovered"));
                    break;
                case QueueState.None when standing.Ratio is { } ratio && ratio < view.CriticalBps * OneBps:
                    deeds.Add((new Deed(ActKind.Flag, standing.Cluster), Below(standing, view).TrimEnd(',', ' ')));
                    break;
            }
        }

        return new KeeperPlan(
            [.. deeds.Where(d => view.Can.Contains(d.Deed.Kind) && !view.UnderWay.Contains(d.Deed)).OrderBy(d => d.Deed.Kind)],
            [.. waiting.Where(d => view.Can.Contains(d.Deed.Kind))]);
    }

    // As the contract: a price that it notes more than maxAge after the one before is one that has returned. Only a queue makes it matter.
    private static bool IsBehind(KeeperView view) =>
        view.Rules.Requirement == RequirementUnit.Usd
        && view.PriceSeen is { } seen
        && Verdict(view) == FeedVerdict.Valid
        && view.Block.TokenPrice!.UpdatedAt > seen + view.Rules.MaxAgeSeconds
        && view.Standings.Any(s => s.State is QueueState.Grace or QueueState.Due or QueueState.Blocked);

    private static FeedVerdict Verdict(KeeperView view) => FeedVerdicts.Judge(view.Block.TokenPrice, view.Block.Header.Timestamp, view.Rules.MaxAgeSeconds);

    // Floor of the ratio × 10¹⁸ below θ × 10¹⁸, a whole number, says exactly that the ratio is below θ.
    private static string Below(Standing standing, KeeperView view) => standing.Ratio is { } ratio
        ? $"ratio {FixedPoint.PrintForPeople(ratio, Zone.Red, view.Rules.InitialThresholds with { CriticalBps = (uint)BigInteger.Min(view.CriticalBps, uint.MaxValue) })} is below {FixedPoint.PrintBps(view.CriticalBps).TrimEnd('0').TrimEnd('.')}, "
        : "";

    private static string BlockedBy(KeeperView view)
    {
        var ends = view.FreshSince + view.Rules.RecoveryWindowSeconds;
        return Verdict(view) switch
        {
            FeedVerdict.Missing => "the token price is missing",
            FeedVerdict.NotPositive => "the token price is not positive",
            FeedVerdict.TooLarge => "the token price is out of range",
            FeedVerdict.FromTheFuture => "the token price is dated after the block",
            FeedVerdict.Stale => string.Create(CultureInfo.InvariantCulture, $"the token price is stale (older than {view.Rules.MaxAgeSeconds} s)"),
            _ when ends > view.Block.Header.Timestamp => $"the price has just returned, recovery window until {Utc(ends)}",
            _ => "the contract says so",
        };
    }

    private static string Utc(BigInteger second) => DateTimeOffset.FromUnixTimeSeconds((long)second).ToString("HH:mm:ss 'UTC'", CultureInfo.InvariantCulture);
}
