using Isotherm.Domain;

namespace Isotherm.Alerts.Folding;

/// <summary>One rule and one subject.</summary>
/// <param name="Rule">Rule id.</param>
/// <param name="Cluster">Null for the network itself.</param>
/// <param name="Phase"><c>pending firing leaving happened blind</c>.</param>
/// <param name="AlertId">The incident that told of it; null while nobody was told (held back, snoozed, backfill).</param>
/// <param name="IsSnoozed">A snooze was on when it was last looked at.</param>
/// <param name="Fired">Why it fires; null while pending.</param>
public sealed record AlertEpisode(string Rule, ClusterId? Cluster, string Phase, string? AlertId, bool IsSnoozed, AlertReason? Fired);
