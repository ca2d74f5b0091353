namespace Isotherm.Server.Wire;

/// <summary>One rule and one subject.</summary>
/// <param name="Rule">The rule's id.</param>
/// <param name="Cluster">On-chain id; null for the network itself.</param>
/// <param name="Phase"><c>pending</c>, <c>firing</c>, <c>leaving</c>, <c>happened</c> or <c>blind</c>.</param>
/// <param name="AlertId">The alert that told of it; null while nobody was told.</param>
/// <param name="Snoozed">A snooze keeps it back.</param>
/// <param name="Fired">Why it fires; null while pending.</param>
internal sealed record AlertEpisodeBody(string Rule, string? Cluster, string Phase, string? AlertId, bool Snoozed, AlertReasonBody? Fired);
