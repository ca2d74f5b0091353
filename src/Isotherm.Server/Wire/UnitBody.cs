namespace Isotherm.Server.Wire;

/// <summary>In what requirements are counted: 10^<paramref name="Exponent"/> of the currency.</summary>
/// <param name="Currency">USD, or the token's symbol.</param>
/// <param name="Exponent">−12 for USD; −decimals − 4 for the token.</param>
internal sealed record UnitBody(string Currency, int Exponent);
