using Isotherm.Demo.Chain;
using Isotherm.Demo.World;

namespace Isotherm.Demo.Driving;

/// <summary>Sets the two feeds: nearly every block, and always before the last answer grows stale, but for a scripted outage.</summary>
internal static class OraclePlan
{
    private const int NativeEvery = 4;

    public static IEnumerable<PlannedCall> Make(Gauge gauge)
    {
        var (view, script) = (gauge.View, gauge.Script);
        if (!PricePath.IsOutage(view.Tick, script.Pace, Rules.MaxAgeSeconds) && !MaySkip(gauge))
        {
            yield return Set(Target.TokenFeed, script.Prices.TokenAt(view.Tick));
        }

        if (view.Tick % NativeEvery == 0 || IsUrgent(gauge, view.NativeUpdatedAt))
        {
            yield return Set(Target.NativeFeed, script.Prices.NativeAt(view.Tick));
        }
    }

    private static bool MaySkip(Gauge gauge) =>
        !IsUrgent(gauge, gauge.View.TokenUpdatedAt) && gauge.Dice.Below(10, Topic.FeedSkip, gauge.Tick) == 0;

    // Left alone now, the next answer comes three blocks after the last at best, and a block may be late.
    private static bool IsUrgent(Gauge gauge, long updatedAt) =>
        gauge.View.Head.Timestamp + (4 * gauge.Script.Pace.BlockSeconds) - updatedAt >= Rules.MaxAgeSeconds;

    private static PlannedCall Set(Target feed, long answer) => new(Account.Oracle, feed, Abi.SetAnswer.Encode(answer), 120_000, 45_000, Rank.Oracle);
}
