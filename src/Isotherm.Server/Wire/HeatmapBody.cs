namespace Isotherm.Server.Wire;

/// <summary>The whole network at the end of one block: a pure function of block hash and manifest.</summary>
internal sealed record HeatmapBody(
    string Network,
    int Schema,
    BlockBody Block,
    InputsBody Inputs,
    ThresholdsBody Thresholds,
    CountsBody Counts,
    int Queued,
    string StateHash,
    IReadOnlyList<ClusterBody> Clusters)
{
    /// <summary>Version of the wire.</summary>
    public const int CurrentSchema = 1;
}
