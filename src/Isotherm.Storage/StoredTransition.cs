using Isotherm.Domain;

namespace Isotherm.Storage;

/// <summary>A recorded zone or queue change.</summary>
/// <param name="Sequence">The entry of its block.</param>
/// <param name="BlockHash">That block's hash.</param>
/// <param name="Transition">The change, with block number and timestamp.</param>
/// <param name="Orphaned">Whether its block is off the canonical chain now.</param>
public sealed record StoredTransition(long Sequence, string BlockHash, Transition Transition, bool Orphaned);
