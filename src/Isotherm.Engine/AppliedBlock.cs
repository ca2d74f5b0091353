using Isotherm.Domain;

namespace Isotherm.Engine;

/// <summary>What applying one block gave.</summary>
/// <param name="Undo">Takes exactly this block back, by <see cref="NetworkState.Undo"/>; grows with what changed, not with the network.</param>
/// <param name="Picture">The network at the end of the block.</param>
/// <param name="Transitions">Clusters whose zone or queue state changed, newcomers included, in row order.</param>
public sealed record AppliedBlock(ReadOnlyMemory<byte> Undo, NetworkPicture Picture, IReadOnlyList<Transition> Transitions);
