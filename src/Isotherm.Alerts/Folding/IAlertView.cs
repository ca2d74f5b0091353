using System.Numerics;
using Isotherm.Domain;

namespace Isotherm.Alerts.Folding;

/// <summary>A network at the end of one block, as rules look at it. Immutable. Rows are clusters in registration order and keep their places.</summary>
public interface IAlertView
{
    /// <summary>Globals, with the block they hold for: thresholds, prices, announced changes.</summary>
    Market Market { get; }

    /// <summary>Clusters, liquidated ones included.</summary>
    int Count { get; }

    /// <summary>The network's own zones, one a row.</summary>
    ReadOnlySpan<Zone> Zones { get; }

    /// <summary>Zone and queue changes at the end of this block.</summary>
    IReadOnlyList<Transition> Transitions { get; }

    /// <summary>This block's facts in log order, the self-audit's included.</summary>
    IReadOnlyList<Fact> Facts { get; }

    /// <summary>A row's inputs.</summary>
    ClusterTerms TermsAt(int row);

    /// <summary>A row's exact reading under <see cref="Market"/>; some microseconds each.</summary>
    ClusterReading ReadingAt(int row);

    /// <summary>The displayed ratio × 10¹⁸ of <see cref="ReadingAt"/> alone.</summary>
    BigInteger? RatioAt(int row) => ReadingAt(row).Ratio;

    /// <summary>The row of a cluster; null for one that is not registered.</summary>
    int? RowOf(ClusterId cluster);

    /// <summary>
    /// The cluster that a node is in at the end of this block, or, for a node that left in it, was in; null when that is not known.
    /// Asked only for nodes that this block's facts penalise.
    /// </summary>
    ClusterId? ClusterOf(NodeId node) => null;

    /// <summary>The printed name of a GPU class.</summary>
    string ClassName(ClassId cls);

    /// <summary>
    /// Exact zones of all rows under other thresholds, by the engine's kernel (0.3 ms a million rows): displayed ratio below
    /// <paramref name="lowerBps"/> is red, above <paramref name="upperBps"/> green, between them yellow, both ends included.
    /// </summary>
    /// <param name="lowerBps">Basis points; at most <paramref name="upperBps"/>.</param>
    /// <param name="upperBps">Basis points, below 2³².</param>
    Zone[] ZonesUnder(BigInteger lowerBps, BigInteger upperBps);
}
