using Isotherm.Domain;

namespace Isotherm.Storage;

/// <summary>A recorded block.</summary>
/// <param name="Sequence">The entry that committed it. A block that was orphaned and adopted again has one entry for each time.</param>
/// <param name="Block">The block.</param>
/// <param name="Facts">Its facts in log order.</param>
/// <param name="Undo">As the engine gave it.</param>
/// <param name="StateHash">The state hash after it: 32 hex digits.</param>
/// <param name="OrphanedBy">Sequence number of the rewind that orphaned it; null while canonical.</param>
public sealed record StoredBlock(
    long Sequence,
    Block Block,
    IReadOnlyList<Fact> Facts,
    ReadOnlyMemory<byte> Undo,
    string StateHash,
    long? OrphanedBy)
{
    /// <summary>Whether a rewind took it off the canonical chain.</summary>
    public bool Orphaned => OrphanedBy is not null;
}
