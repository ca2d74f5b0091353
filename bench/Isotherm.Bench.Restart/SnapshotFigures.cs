namespace Isotherm.Bench.Restart;

/// <summary>Milliseconds of one size of network.</summary>
/// <param name="Clusters">The size.</param>
/// <param name="EncodeMs">The state as bytes.</param>
/// <param name="SaveMs">Encoding, packing and storing.</param>
/// <param name="LongestCommitAloneMs">The longest of twenty commits of a block with nothing beside it.</param>
/// <param name="LongestCommitBesideMs">The longest commit while a state was saved beside it.</param>
internal sealed record SnapshotFigures(int Clusters, double EncodeMs, double SaveMs, double LongestCommitAloneMs, double LongestCommitBesideMs);
