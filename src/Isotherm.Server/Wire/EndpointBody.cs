namespace Isotherm.Server.Wire;

/// <summary>A chain endpoint.</summary>
/// <param name="Url">Scheme, host and port only: keys live in paths and queries.</param>
/// <param name="State">As the follower sees it.</param>
/// <param name="Head">The head it announced.</param>
/// <param name="LatencyMs">Its last answer's time.</param>
/// <param name="LastError">One sentence, or null.</param>
internal sealed record EndpointBody(string Url, string State, ulong? Head, double? LatencyMs, string? LastError);
