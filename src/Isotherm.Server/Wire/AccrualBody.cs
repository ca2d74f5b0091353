namespace Isotherm.Server.Wire;

/// <summary>The index by which rewards accrue: <c>index + rate × (block time − at)</c>. Tiles hold what it gives at the block.</summary>
/// <param name="Index">Token base units a share × 10^decimals.</param>
/// <param name="Rate">Growth a second, in the same unit.</param>
/// <param name="At">When an event last changed either, ISO-8601 UTC.</param>
/// <param name="Decimals">Of both.</param>
internal sealed record AccrualBody(string Index, string Rate, string At, int Decimals);
