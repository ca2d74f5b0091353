namespace Isotherm.Server.Wire;

/// <summary>Zone boundaries, ratios with 18 decimals.</summary>
internal sealed record ThresholdsBody(string Warning, string Critical);
