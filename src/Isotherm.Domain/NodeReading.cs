using System.Numerics;

namespace Isotherm.Domain;

/// <summary>A node's own ratio: own assets less own gas over own requirement. It informs and does not queue (spec 1.3).</summary>
/// <param name="GasCost">Token base units; null when gas is modelled and unknown.</param>
/// <param name="Requirement">Exact requirement as a cluster's; null when its inputs are missing or out of range.</param>
/// <param name="Ratio">Floor, 18 decimals, may be negative; null when unknown or exempt.</param>
/// <param name="Zone">By the network's thresholds; exempt with 0 GPUs.</param>
public sealed record NodeReading(BigInteger? GasCost, BigInteger? Requirement, BigInteger? Ratio, Zone Zone);
