using System.Numerics;

namespace Isotherm.Domain;

/// <summary>One node's own terms. Amounts in token base units.</summary>
public sealed record NodeTerms(NodeId Id, BigInteger Gpus, BigInteger Collateral, BigInteger Rewards)
{
    /// <summary>
    /// Null for a node without shares. Otherwise <see cref="Rewards"/> follows from this and from the network's index at the block.
    /// </summary>
    public NodeAccrual? Accrual { get; init; }

    /// <summary>The node's rewards at an index, token base units.</summary>
    public BigInteger RewardsAt(BigInteger index, int decimals) => Accrual?.RewardsAt(index, decimals) ?? Rewards;

    /// <summary>The node with these rewards, and with shares that count from this index on.</summary>
    public NodeTerms Settle(BigInteger rewards, BigInteger shares, BigInteger index) =>
        this with { Rewards = rewards, Accrual = shares.IsZero ? null : new(rewards, shares, index) };
}
