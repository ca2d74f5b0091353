namespace Isotherm.Server.Wire;

/// <summary>The whole network at the end of one block: a pure function of block hash and manifest.</summary>
/// <param name="Network">The network's id.</param>
/// <param name="Schema">Version of the wire.</param>
/// <param name="Simulation">The words that say that all figures are simulated; null where they are a chain's.</param>
/// <param name="Block">The block.</param>
/// <param name="Inputs">What all clusters share.</param>
/// <param name="Thresholds">Thresholds in force.</param>
/// <param name="Counts">Clusters per zone.</param>
/// <param name="Queued">Clusters in the liquidation queue.</param>
/// <param name="StateHash">As docs/protocol.md says.</param>
/// <param name="Clusters">In id order.</param>
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
