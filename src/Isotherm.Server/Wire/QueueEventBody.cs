namespace Isotherm.Server.Wire;

/// <summary>A cluster entered the liquidation queue, was cured, or was liquidated.</summary>
/// <param name="Seq">Journal sequence of the block's entry.</param>
/// <param name="Block">The block.</param>
/// <param name="Cluster">On-chain id.</param>
/// <param name="Name">Its printed name; null where the head does not know it.</param>
/// <param name="Event"><c>entered cured liquidated</c>.</param>
/// <param name="FromQueue">Queue state before.</param>
/// <param name="ToQueue">Queue state from this block on.</param>
/// <param name="Ratio">Displayed ratio then; null when unknown, exempt or liquidated.</param>
/// <param name="FlaggedAt">Of an entry; null otherwise.</param>
/// <param name="Deadline">Of an entry; null otherwise.</param>
/// <param name="Causes">Of an entry: what happened in the block in which it turned red (<c>price demand requirement thresholds penalty collateral rewards nodes gas</c>); null otherwise, or where that block is not recorded.</param>
/// <param name="CauseBlock">That block's number.</param>
/// <param name="Liquidator">Of a liquidation; null otherwise.</param>
/// <param name="Seized">Of a liquidation: token base units.</param>
/// <param name="Bounty">Of a liquidation: token base units.</param>
/// <param name="Orphaned">The block is off the canonical chain now.</param>
internal sealed record QueueEventBody(
    long Seq,
    BlockBody Block,
    string Cluster,
    string? Name,
    string Event,
    string FromQueue,
    string ToQueue,
    string? Ratio,
    string? FlaggedAt,
    string? Deadline,
    IReadOnlyList<string>? Causes,
    ulong? CauseBlock,
    string? Liquidator,
    string? Seized,
    string? Bounty,
    bool Orphaned);
