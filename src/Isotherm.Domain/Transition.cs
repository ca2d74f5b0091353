using System.Numerics;

namespace Isotherm.Domain;

/// <summary>A cluster changed zone or queue state at a block (spec 8.2, 9.2).</summary>
/// <param name="Cluster">Which.</param>
/// <param name="Block">At the end of which block.</param>
/// <param name="Timestamp">That block's unix second.</param>
/// <param name="FromZone">Zone at the end of the block before; null for a newcomer.</param>
/// <param name="ToZone">Zone now.</param>
/// <param name="FromQueue">Queue state before.</param>
/// <param name="ToQueue">Queue state now.</param>
/// <param name="Ratio">Displayed ratio now, floor, 18 decimals; null when unknown, exempt or liquidated.</param>
public sealed record Transition(
    ClusterId Cluster,
    ulong Block,
    long Timestamp,
    Zone? FromZone,
    Zone ToZone,
    QueueState FromQueue,
    QueueState ToQueue,
    BigInteger? Ratio);
