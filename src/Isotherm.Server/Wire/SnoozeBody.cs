namespace Isotherm.Server.Wire;

/// <summary>A rule that is silent for a while.</summary>
/// <param name="Rule">The rule's id.</param>
/// <param name="Cluster">On-chain id; null for all that the rule covers.</param>
/// <param name="Until">Its end, ISO-8601; null for none.</param>
/// <param name="UntilWorseThan">It ends for what falls below this ratio, a decimal of at most 4 decimals; null for no such end.</param>
internal sealed record SnoozeBody(string? Rule, string? Cluster, string? Until, string? UntilWorseThan);
