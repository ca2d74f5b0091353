namespace Isotherm.Server.Wire;

/// <summary>A cluster changed zone or queue state.</summary>
/// <param name="Seq">Journal sequence of the block's entry.</param>
/// <param name="Block">The block.</param>
/// <param name="Cluster">On-chain id.</param>
/// <param name="FromZone">Zone before; null for a newcomer.</param>
/// <param name="ToZone">Zone from this block on.</param>
/// <param name="FromQueue">Queue state before.</param>
/// <param name="ToQueue">Queue state from this block on.</param>
/// <param name="Ratio">Displayed ratio then; null when unknown, exempt or liquidated.</param>
/// <param name="Orphaned">The block is off the canonical chain now.</param>
internal sealed record TransitionBody(
    long Seq,
    BlockBody Block,
    string Cluster,
    string? FromZone,
    string ToZone,
    string FromQueue,
    string ToQueue,
    string? Ratio,
    bool Orphaned);
