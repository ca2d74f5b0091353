namespace Isotherm.Server.Wire;

/// <summary>What falls at one price, and where its sale takes the price.</summary>
/// <param name="Round">From 1.</param>
/// <param name="Price">Feed units; null where price has no part in it.</param>
/// <param name="PriceAfter">Feed units; null likewise.</param>
/// <param name="Clusters">How many fall in this round.</param>
/// <param name="Seized">Their collateral and rewards, token base units.</param>
internal sealed record StressRoundBody(int Round, string? Price, string? PriceAfter, int Clusters, string Seized);
