namespace Isotherm.Server.Wire;

/// <summary>Clusters that fall below critical by the settlement ratio.</summary>
/// <param name="Clusters">How many.</param>
/// <param name="Seized">Their collateral and rewards, token base units.</param>
internal sealed record FallBody(int Clusters, string Seized);
