namespace Isotherm.Storage.Accounts;

/// <summary>A rule that is silent for a while.</summary>
/// <param name="Rule">The rule's id.</param>
/// <param name="Cluster">Decimal id; null for all that the rule covers.</param>
/// <param name="Until">Its end; null for none.</param>
/// <param name="WorseThanBps">It ends below this ratio, basis points; null for no such end.</param>
public sealed record StoredSnooze(string Rule, string? Cluster, DateTimeOffset? Until, long? WorseThanBps);
