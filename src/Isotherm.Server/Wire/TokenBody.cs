namespace Isotherm.Server.Wire;

/// <summary>The collateral token.</summary>
internal sealed record TokenBody(string Symbol, int Decimals);
