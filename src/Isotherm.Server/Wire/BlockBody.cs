namespace Isotherm.Server.Wire;

/// <summary>A block on the wire.</summary>
/// <param name="Number">Height.</param>
/// <param name="Hash">Lower-case 0x-hex.</param>
/// <param name="Timestamp">Block time, ISO-8601 UTC.</param>
internal sealed record BlockBody(ulong Number, string Hash, string Timestamp);
