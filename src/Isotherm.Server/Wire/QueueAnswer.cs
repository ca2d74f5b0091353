namespace Isotherm.Server.Wire;

/// <summary>The liquidation queue at a block.</summary>
/// <param name="Block">The block.</param>
/// <param name="Clusters">Flagged ones in the order (deadline, id).</param>
/// <param name="Liquidated">Those liquidated in the last 100 blocks, newest first.</param>
internal sealed record QueueAnswer(BlockBody Block, IReadOnlyList<QueuedClusterBody> Clusters, IReadOnlyList<QueuedClusterBody> Liquidated);
