using System.Numerics;

namespace Isotherm.Domain;

/// <summary>How a node shares in what accrues.</summary>
/// <param name="Settled">Rewards that no longer depend on the index, token base units.</param>
/// <param name="Shares">Above 0.</param>
/// <param name="Entry">The index from which on the shares count.</param>
public sealed record NodeAccrual(BigInteger Settled, BigInteger Shares, BigInteger Entry)
{
    /// <summary>Token base units at an index that is not below <see cref="Entry"/>; what accrued is rounded down.</summary>
    /// <param name="index">The network's index.</param>
    /// <param name="decimals"><see cref="NetworkRules.AccrualDecimals"/>.</param>
    public BigInteger RewardsAt(BigInteger index, int decimals) =>
        Settled + ExactDivision.Floor(Shares * (index - Entry), ExactDivision.PowerOfTen(decimals));
}
