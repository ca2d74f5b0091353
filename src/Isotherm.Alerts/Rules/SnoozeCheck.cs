namespace Isotherm.Alerts.Rules;

/// <summary>What a snooze may be: never without an end, and never for long on what can cost collateral.</summary>
public static class SnoozeCheck
{
    /// <summary>The longest snooze of a rule of critical severity.</summary>
    public static readonly TimeSpan LongestOnRed = TimeSpan.FromHours(24);

    /// <summary>The longest snooze of any other rule.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromDays(30);

    /// <summary>What is wrong with a snooze; empty when nothing is.</summary>
    /// <param name="snooze">The snooze.</param>
    /// <param name="rule">Its rule.</param>
    /// <param name="criticalBps">The network's critical threshold.</param>
    /// <param name="now">Wall-clock time.</param>
    public static IReadOnlyList<RuleProblem> Problems(Snooze snooze, Rule rule, System.Numerics.BigInteger criticalBps, DateTimeOffset now)
    {
        List<RuleProblem> problems = [];
        var isRed = Machine.Severities.IsRed(rule, criticalBps);
        if (snooze.Until is null && (isRed || snooze.UntilWorseThanBps is null))
            problems.Add(new("/until", "A snooze must end.", isRed ? "a time at most 24 hours ahead" : "a time, or a ratio below which it ends"));
        if (snooze.Until is { } until && (until <= now || until - now > (isRed ? LongestOnRed : Longest)))
            problems.Add(new("/until", "The time is over or too far ahead.", isRed ? "at most 24 hours ahead" : "at most 30 days ahead"));
        if (snooze.ClusterId is null && snooze.UntilWorseThanBps is not null && rule.Kind is RuleKind.ProtocolChange or RuleKind.DataLate or RuleKind.PriceStale or RuleKind.Digest)
            problems.Add(new("/untilWorseThan", "The rule has no ratio to get worse.", "no such field"));
        return problems;
    }
}
