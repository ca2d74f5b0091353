namespace Isotherm.Server.Wire;

/// <summary>The head of a columnar heatmap: <see cref="HeatmapBody"/> with places of columns instead of clusters.</summary>
/// <param name="Network">The network's id.</param>
/// <param name="Schema">Version of the wire.</param>
/// <param name="Simulation">As on the heatmap.</param>
/// <param name="Block">The block.</param>
/// <param name="Inputs">What all clusters share.</param>
/// <param name="Thresholds">Thresholds in force.</param>
/// <param name="Counts">Clusters per zone.</param>
/// <param name="Queued">Clusters in the liquidation queue.</param>
/// <param name="StateHash">As docs/protocol.md says.</param>
/// <param name="Columns">By name.</param>
internal sealed record ColumnsHead(
    string Network,
    int Schema,
    string? Simulation,
    BlockBody Block,
    InputsBody Inputs,
    ThresholdsBody Thresholds,
    CountsBody Counts,
    int Queued,
    string StateHash,
    IReadOnlyDictionary<string, ColumnPlace> Columns);
