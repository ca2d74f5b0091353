namespace Isotherm.Server.Wire;

/// <summary>One time that a rule would have fired.</summary>
/// <param name="Cluster">On-chain id; null for the network itself.</param>
/// <param name="Blind">It would have said that the ratio is unknown.</param>
/// <param name="From">The block at which it fires.</param>
/// <param name="Ratio">Displayed ratio there; null while unknown.</param>
/// <param name="Threshold">What it was held against; null for none.</param>
/// <param name="To">Number of the block at which it is over; null when it still held at the end.</param>
/// <param name="Seconds">How long, by block time.</param>
internal sealed record FiringBody(string? Cluster, bool Blind, BlockBody From, string? Ratio, string? Threshold, ulong? To, long Seconds);
