namespace Isotherm.Server.Wire;

/// <summary>An announced change that was neither applied nor cancelled so far.</summary>
/// <param name="Id">On-chain id.</param>
/// <param name="Kind">demand, requirement, thresholds or gracePeriod.</param>
/// <param name="Subject">The class's id, for demand and requirement.</param>
/// <param name="A">First value; see docs/protocol.md.</param>
/// <param name="B">Second value.</param>
/// <param name="EffectiveAt">ISO-8601 UTC.</param>
internal sealed record ScheduledBody(string Id, string Kind, string Subject, string A, string B, string EffectiveAt);
