namespace Isotherm.Server.Wire;

/// <summary>The self-audit in short. Counts are since the server started.</summary>
/// <param name="Block">Number of the block that was audited last; null before the first.</param>
/// <param name="Checked">Comparisons of a cluster with the contract.</param>
/// <param name="Disputed">Clusters that disagree at the head.</param>
/// <param name="Mismatches">Comparisons in which the contract disagreed.</param>
/// <param name="Skipped">Head blocks that went unaudited.</param>
internal sealed record AuditSummaryBody(ulong? Block, long Checked, int Disputed, long Mismatches, long Skipped);
