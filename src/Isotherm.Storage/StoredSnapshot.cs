using Isotherm.Domain;

namespace Isotherm.Storage;

/// <summary>The state after an entry.</summary>
/// <param name="Sequence">The last entry that it contains; replay goes on after it.</param>
/// <param name="Block">The canonical head as of that entry.</param>
/// <param name="State">As it was saved.</param>
public sealed record StoredSnapshot(long Sequence, BlockRef Block, ReadOnlyMemory<byte> State);
