namespace Isotherm.Server.Wire;

/// <summary>One cluster at a block, with everything its ratio is made of.</summary>
internal sealed record ClusterAnswer(BlockBody Block, ClusterDetailBody Cluster, InputsBody Inputs, ThresholdsBody Thresholds);
