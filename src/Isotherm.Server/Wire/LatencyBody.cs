namespace Isotherm.Server.Wire;

/// <summary>How long the head took, in milliseconds; null until measured.</summary>
/// <param name="SourceMs">From the endpoint's announcement to the verified block.</param>
/// <param name="CommitMs">To the journal.</param>
/// <param name="PublishMs">From the commit to the viewers' frame.</param>
internal sealed record LatencyBody(double? SourceMs, double? CommitMs, double? PublishMs);
