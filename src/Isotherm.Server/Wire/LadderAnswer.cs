namespace Isotherm.Server.Wire;

/// <summary>What falls at each price level, or at each requirement level where price has no effect.</summary>
/// <param name="Block">The block that the levels start from.</param>
/// <param name="By"><c>price</c> or <c>requirement</c>.</param>
/// <param name="PriceDecimals">Of every price here; null where the feed never answered.</param>
/// <param name="Already">Below critical at the block; in no step.</param>
/// <param name="Steps">From the least change on; each holds all before it. Empty where there is no valid price to step down from.</param>
internal sealed record LadderAnswer(BlockBody Block, string By, int? PriceDecimals, FallBody Already, IReadOnlyList<LadderStepBody> Steps);
