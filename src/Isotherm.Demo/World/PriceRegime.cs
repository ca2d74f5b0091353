namespace Isotherm.Demo.World;

/// <summary>The mood of the token's market.</summary>
internal enum PriceRegime
{
    Calm,
    Drift,
    Crash,
    Trough,
    Recovery,
}
