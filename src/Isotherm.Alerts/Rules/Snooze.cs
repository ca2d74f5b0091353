using Isotherm.Domain;

namespace Isotherm.Alerts.Rules;

/// <summary>Keeps a rule's messages back, for one cluster or for all. What ends a told alert is told all the same.</summary>
/// <param name="RuleId">The rule.</param>
/// <param name="ClusterId">Null for all of its clusters.</param>
/// <param name="Until">When it ends by itself; a rule of critical severity needs one (<see cref="SnoozeCheck"/>).</param>
/// <param name="UntilWorseThanBps">It ends for an alert whose ratio was once below this, basis points.</param>
public sealed record Snooze(string RuleId, ClusterId? ClusterId, DateTimeOffset? Until, uint? UntilWorseThanBps)
{
    /// <summary>Whether it is about this rule and cluster and its time is not over.</summary>
    public bool IsOn(string rule, ClusterId? cluster, DateTimeOffset now) =>
        RuleId == rule && (ClusterId is null || ClusterId == cluster) && (Until is null ? UntilWorseThanBps is not null : now < Until);
}
