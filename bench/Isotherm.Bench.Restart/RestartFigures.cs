namespace Isotherm.Bench.Restart;

/// <summary>One line of output.</summary>
/// <param name="Blocks">Blocks in the journal.</param>
/// <param name="Clusters">Clusters in the network.</param>
/// <param name="JournalBytes">The journal's file.</param>
/// <param name="StartToHeatmapMs">Each start: from the process to the first heatmap.</param>
internal sealed record RestartFigures(int Blocks, int Clusters, long JournalBytes, IReadOnlyList<double> StartToHeatmapMs);
