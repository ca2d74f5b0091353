using System.Numerics;

namespace Isotherm.Domain;

/// <summary>
/// Something that the chain says happened, free of any chain's or contract's vocabulary. Manifests turn logs and view calls
/// into facts; the engine folds them. Amounts are token base units and may exceed 2¹²⁸: the engine says what is out of range.
/// </summary>
public abstract record Fact
{
    private Fact()
    {
    }

    /// <summary>A GPU class exists under this printed name (≤ 64 bytes, control characters stripped).</summary>
    public sealed record ClassDefined(ClassId Class, string Name) : Fact;

    /// <summary>The base requirement of one GPU of a class, in the network's <see cref="RequirementUnit"/>.</summary>
    public sealed record RequirementSet(ClassId Class, BigInteger Base) : Fact;

    /// <summary>The demand multiplier of a class in basis points; 10 000 is 1.0×.</summary>
    public sealed record DemandSet(ClassId Class, BigInteger DemandBps) : Fact;

    /// <summary>A cluster exists. <paramref name="Operator"/> is lower-case 0x-hex on EVM chains; texts ≤ 64 bytes.</summary>
    public sealed record ClusterRegistered(ClusterId Cluster, string Operator, ClassId Class, string Name, string Region) : Fact;

    /// <summary>A node joined a cluster with no collateral and no rewards.</summary>
    public sealed record NodeAdded(NodeId Node, ClusterId Cluster, BigInteger Gpus) : Fact;

    /// <summary>A node left; its collateral and rewards left with it.</summary>
    public sealed record NodeRemoved(NodeId Node) : Fact;

    /// <summary>A node moved with its GPUs, collateral and rewards.</summary>
    public sealed record NodeMoved(NodeId Node, ClusterId To) : Fact;

    /// <summary>A node's collateral is now this much.</summary>
    public sealed record CollateralSet(NodeId Node, BigInteger Collateral) : Fact;

    /// <summary>A node's collateral changed by this much (negative: less).</summary>
    public sealed record CollateralChanged(NodeId Node, BigInteger Delta) : Fact;

    /// <summary>A node's accrued rewards are now this much.</summary>
    public sealed record RewardsSet(NodeId Node, BigInteger Rewards) : Fact;

    /// <summary>A node's accrued rewards changed by this much (negative: less).</summary>
    public sealed record RewardsChanged(NodeId Node, BigInteger Delta) : Fact;

    /// <summary>A node was penalised. Informs; the amounts move by the set or changed facts of the same log.</summary>
    public sealed record Penalised(NodeId Node, BigInteger FromRewards, BigInteger FromCollateral, string Reason) : Fact;

    /// <summary>Both thresholds, in basis points.</summary>
    public sealed record ThresholdsSet(BigInteger WarningBps, BigInteger CriticalBps) : Fact;

    /// <summary>The grace period for flags from now on, in seconds.</summary>
    public sealed record GracePeriodSet(BigInteger Seconds) : Fact;

    /// <summary>A change was announced. <paramref name="Kind"/>: 0 demand, 1 requirement, 2 thresholds, 3 grace period; subject and values as in docs/protocol.md.</summary>
    public sealed record ChangeScheduled(BigInteger Change, int Kind, BigInteger Subject, BigInteger A, BigInteger B, BigInteger EffectiveAt) : Fact;

    /// <summary>An announced change was carried out; the change itself is a fact of its own.</summary>
    public sealed record ChangeApplied(BigInteger Change) : Fact;

    /// <summary>An announced change was called off.</summary>
    public sealed record ChangeCancelled(BigInteger Change) : Fact;

    /// <summary>A cluster was flagged; times are unix seconds, the deadline is absolute.</summary>
    public sealed record QueueEntered(ClusterId Cluster, BigInteger FlaggedAt, BigInteger Deadline) : Fact;

    /// <summary>A cluster was cured.</summary>
    public sealed record QueueLeft(ClusterId Cluster) : Fact;

    /// <summary>A cluster was liquidated: its nodes are inactive, its amounts gone.</summary>
    public sealed record Liquidated(ClusterId Cluster, string Liquidator, BigInteger Seized, BigInteger Bounty) : Fact;

    /// <summary>Rewards accrue by index × time at this rate from this block on: index units a second. See <see cref="AccrualIndex"/>.</summary>
    public sealed record AccrualRateSet(BigInteger Rate) : Fact;

    /// <summary>The accrual index is now this much; the rate stays.</summary>
    public sealed record AccrualIndexSet(BigInteger Index) : Fact;

    /// <summary>A node accrues by this many shares from this block on; what it accrued so far is kept.</summary>
    public sealed record AccrualSharesSet(NodeId Node, BigInteger Shares) : Fact;

    /// <summary>The contract rounded a node's accrued rewards down and counts on from there.</summary>
    public sealed record AccrualSettled(NodeId Node) : Fact;

    /// <summary>The contract saw the price return after an outage at this unix second.</summary>
    public sealed record PriceResumed(BigInteger FreshSince) : Fact;

    /// <summary>The self-audit found that the contract's own views disagree about a cluster (spec 1.6). Comes from us, not from a log. May repeat.</summary>
    public sealed record AuditFailed(ClusterId Cluster) : Fact;

    /// <summary>The contract's own views agree about a cluster again. As <see cref="AuditFailed"/>.</summary>
    public sealed record AuditPassed(ClusterId Cluster) : Fact;
}
