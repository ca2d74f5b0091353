using Isotherm.Domain;

namespace Isotherm.Storage;

/// <summary>A fact with where it stands on the canonical chain.</summary>
/// <param name="Block">Its block.</param>
/// <param name="Timestamp">That block's unix second.</param>
/// <param name="Fact">The fact.</param>
public sealed record StoredFact<T>(BlockRef Block, long Timestamp, T Fact)
    where T : Fact;
