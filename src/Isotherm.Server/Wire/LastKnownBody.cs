namespace Isotherm.Server.Wire;

/// <summary>The last ratio that was known, set exactly while the zone is unknown and was known before.</summary>
/// <param name="Ratio">Floor, 18 decimals.</param>
/// <param name="Zone">The zone then.</param>
/// <param name="Block">That block's number.</param>
internal sealed record LastKnownBody(string Ratio, string Zone, ulong Block);
