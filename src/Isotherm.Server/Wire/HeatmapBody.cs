namespace Isotherm.Server.Wire;

/// <summary>
/// The whole network at the end of one block: a pure function of block hash and manifest. <see cref="Simulation"/>: the words that
/// say that all figures are simulated, null where they are a chain's.
/// </summary>
internal sealed record HeatmapBody(
    string Network,
    int Schema,
    string? Simulation,
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
