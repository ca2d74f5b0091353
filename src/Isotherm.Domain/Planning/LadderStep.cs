using System.Numerics;

namespace Isotherm.Domain.Planning;

/// <summary>What has fallen when the price, or the requirement, stands at one level.</summary>
/// <param name="Change">Whole per cent of what is now.</param>
/// <param name="Price">Feed units at this level; null where the requirement is stepped.</param>
/// <param name="Fell">All that has fallen so far.</param>
/// <param name="Newly">What of it had not at the step before.</param>
public sealed record LadderStep(int Change, BigInteger? Price, Fall Fell, Fall Newly);
