namespace Isotherm.Server.Wire;

/// <summary>What has fallen at one level.</summary>
/// <param name="Change">Whole per cent of what is now.</param>
/// <param name="Price">Feed units; null where the requirement is stepped.</param>
/// <param name="Clusters">All that have fallen by this level.</param>
/// <param name="Seized">Their collateral and rewards, token base units.</param>
/// <param name="Newly">What of them had not at the step before.</param>
internal sealed record LadderStepBody(int Change, string? Price, int Clusters, string Seized, FallBody Newly);
