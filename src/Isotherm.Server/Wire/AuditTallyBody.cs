namespace Isotherm.Server.Wire;

/// <summary>Counts of comparisons. A cluster that is compared twice counts twice.</summary>
/// <param name="Checked">Clusters asked about.</param>
/// <param name="Calls">JSON-RPC calls.</param>
/// <param name="Agreed">All views agree.</param>
/// <param name="Mismatches">A view disagrees.</param>
/// <param name="Unavailable">The node had no answer: neither agreement nor mismatch.</param>
internal sealed record AuditTallyBody(long Checked, long Calls, long Agreed, long Mismatches, long Unavailable);
