using System.Numerics;

namespace Isotherm.Domain;

/// <summary>Rewards by index × time, as a network shares it: the index grows by the rate each second, and no event says so (spec 10.3).</summary>
/// <param name="Index">The index at <paramref name="At"/>: token base units a share × 10^<see cref="NetworkRules.AccrualDecimals"/>.</param>
/// <param name="Rate">Growth a second, in the same unit; 0 or more.</param>
/// <param name="At">Unix second.</param>
public sealed record AccrualIndex(BigInteger Index, BigInteger Rate, long At)
{
    /// <summary>The index at a block's time, which is not before <see cref="At"/>.</summary>
    public BigInteger ValueAt(long timestamp) => Index + (Rate * (timestamp - At));
}
