using System.Numerics;

namespace Isotherm.Domain;

/// <summary>The last block at which an unknown cluster's ratio was known. Part of the state; undone by a rewind.</summary>
/// <param name="Ratio">The displayed ratio then, floor, 18 decimals; may be negative.</param>
/// <param name="Zone">The zone then.</param>
/// <param name="Block">That block's number.</param>
public sealed record LastKnown(BigInteger Ratio, Zone Zone, ulong Block);
