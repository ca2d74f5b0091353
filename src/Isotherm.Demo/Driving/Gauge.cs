using System.Numerics;
using Isotherm.Demo.Population;
using Isotherm.Demo.World;

namespace Isotherm.Demo.Driving;

/// <summary>A view with the script that reads it, and the sums that several planners need.</summary>
internal sealed class Gauge(Script script, WorldView view)
{
    public Script Script => script;

    public WorldView View => view;

    public long Tick => view.Tick;

    public Dice Dice => script.Dice;

    /// <summary>What a cluster's owner is like.</summary>
    public Nature NatureOf(ClusterView cluster) => script.NatureOf(cluster.Id, cluster.Name);

    /// <summary>Cost of settling one node at the head, token base units.</summary>
    public BigInteger GasPerNode { get; } = Money.GasPerNode(view.Head.BaseFee, view.NativePrice, view.TokenPrice);

    /// <summary>Tokens worth a cluster's requirement at the head's price.</summary>
    public BigInteger RequiredTokens(ClusterView cluster) => Money.RequiredTokens(cluster.Requirement, view.TokenPrice);

    /// <summary>Settlement ratio in basis points; null without a price or when nothing is required.</summary>
    public static long? SettlementBps(ClusterView cluster) =>
        cluster.RatioE18 is { } ratio && !cluster.Requirement.IsZero ? (long)(ratio / 100_000_000_000_000) : null;

    /// <summary>Displayed ratio (gas taken off) in basis points; null without a price or when nothing is required.</summary>
    public long? DisplayedBps(ClusterView cluster) => SettlementBps(cluster) - GasBps(cluster);

    /// <summary>Tokens that lift a cluster from its displayed ratio to another one.</summary>
    public BigInteger TokensBetween(ClusterView cluster, long fromBps, long toBps) => Money.Share(RequiredTokens(cluster), toBps - fromBps);

    private long GasBps(ClusterView cluster)
    {
        var required = RequiredTokens(cluster);
        return required.IsZero ? 0 : (long)(GasPerNode * cluster.Nodes.Count * 10_000 / required);
    }
}
