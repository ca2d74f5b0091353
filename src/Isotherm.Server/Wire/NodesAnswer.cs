namespace Isotherm.Server.Wire;

/// <summary>A cluster's active nodes at a block, in id order.</summary>
internal sealed record NodesAnswer(BlockBody Block, IReadOnlyList<NodeBody> Nodes);
