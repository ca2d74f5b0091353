namespace Isotherm.Chains;

/// <summary>How far a backfill is.</summary>
/// <param name="From">First block of it.</param>
/// <param name="To">The head when last asked.</param>
/// <param name="At">The last block yielded.</param>
public sealed record BackfillProgress(ulong From, ulong To, ulong At);
