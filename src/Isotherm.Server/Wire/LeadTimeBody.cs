namespace Isotherm.Server.Wire;

/// <summary>What was known when before a liquidation.</summary>
/// <param name="Cluster">On-chain id.</param>
/// <param name="Name">Printed name.</param>
/// <param name="Operator">Operator's address.</param>
/// <param name="LeftGreen">Block after which it was green no more, for the last time; null where it never was green.</param>
/// <param name="LeftGreenTo">The zone that it then had; null as above.</param>
/// <param name="FirstAlert">When the first alert that names it was delivered after that, wall-clock time; null for a miss.</param>
/// <param name="Flagged">When it entered the queue; null where it never did.</param>
/// <param name="Deadline">The end of its grace period; null as above.</param>
/// <param name="Liquidated">The block of its liquidation.</param>
/// <param name="LeadSeconds">From the first alert to the liquidation; null for a miss.</param>
/// <param name="DeadlineLeadSeconds">From the first alert to the deadline; null for a miss or without a deadline.</param>
internal sealed record LeadTimeBody(
    string Cluster,
    string Name,
    string Operator,
    BlockBody? LeftGreen,
    string? LeftGreenTo,
    string? FirstAlert,
    string? Flagged,
    string? Deadline,
    BlockBody Liquidated,
    double? LeadSeconds,
    double? DeadlineLeadSeconds);
