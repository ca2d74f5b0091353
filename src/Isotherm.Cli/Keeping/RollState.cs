using System.Collections.Immutable;
using System.Numerics;
using Isotherm.Domain;

namespace Isotherm.Cli.Keeping;

/// <summary>What the contract's events tell a keeper by the end of a block. Immutable.</summary>
/// <param name="Clusters">All that ever were.</param>
/// <param name="CriticalBps">The critical threshold in force.</param>
/// <param name="FreshSince">Unix second at which the contract last noted that its price had returned; 0 before.</param>
internal sealed record RollState(ImmutableDictionary<ClusterId, RollEntry> Clusters, BigInteger CriticalBps, BigInteger FreshSince)
{
    /// <summary>Before the first block.</summary>
    public static RollState Empty(NetworkRules rules) => new(ImmutableDictionary<ClusterId, RollEntry>.Empty, rules.InitialThresholds.CriticalBps, BigInteger.Zero);

    /// <summary>The state after one more fact; facts that concern no keeper change nothing.</summary>
    public RollState After(Fact fact) => fact switch
    {
        Fact.ClusterRegistered f => this with { Clusters = Clusters.SetItem(f.Cluster, new RollEntry(f.Name)) },
        Fact.QueueEntered f => With(f.Cluster, entry => entry with { Deadline = f.Deadline }),
        Fact.QueueLeft f => With(f.Cluster, entry => entry with { Deadline = null }),
        Fact.Liquidated f => With(f.Cluster, entry => entry with { Seized = f.Seized, Bounty = f.Bounty }),
        Fact.ThresholdsSet f => this with { CriticalBps = f.CriticalBps },
        Fact.PriceResumed f => this with { FreshSince = f.FreshSince },
        _ => this,
    };

    private RollState With(ClusterId cluster, Func<RollEntry, RollEntry> change) =>
        Clusters.TryGetValue(cluster, out var entry) ? this with { Clusters = Clusters.SetItem(cluster, change(entry)) } : this;
}
