using System.Numerics;
using Isotherm.Alerts.Folding;
using Isotherm.Domain;
using Isotherm.Engine;

namespace Isotherm.Server.Alerting;

/// <summary>
/// A block as alert rules look at it. While the block is the state's head, zones under other thresholds come from the kernel; a
/// view that is kept longer gives the same ones, row by row.
/// </summary>
/// <param name="state">The writer's; to be asked by the writer's thread alone. Null where there is none: then rows are looked at one by one.</param>
/// <param name="picture">The state's picture at the end of the block.</param>
/// <param name="before">The picture at the end of the block before; null for the first.</param>
/// <param name="transitions">The block's.</param>
/// <param name="facts">The block's.</param>
internal sealed class AlertView(
    NetworkState? state, NetworkPicture picture, NetworkPicture? before, IReadOnlyList<Transition> transitions, IReadOnlyList<Fact> facts) : IAlertView
{
    private Dictionary<ClusterId, int>? _rows;

    /// <inheritdoc />
    public Market Market => picture.Market;

    /// <inheritdoc />
    public int Count => picture.Rows.Count;

    /// <inheritdoc />
    public ReadOnlySpan<Zone> Zones => picture.Zones.Span;

    /// <inheritdoc />
    public IReadOnlyList<Transition> Transitions => transitions;

    /// <inheritdoc />
    public IReadOnlyList<Fact> Facts => facts;

    private bool IsHead => ReferenceEquals(state?.Picture, picture);

    /// <inheritdoc />
    public ClusterTerms TermsAt(int row) => picture.Rows[row].Terms;

    /// <inheritdoc />
    public ClusterReading ReadingAt(int row) => Ratio.Of(picture.Rows[row].Terms, picture.Market);

    /// <inheritdoc />
    public BigInteger? RatioAt(int row) => Ratio.ValueOf(picture.Rows[row].Terms, picture.Market);

    /// <inheritdoc />
    public int? RowOf(ClusterId cluster)
    {
        if (IsHead)
            return state!.RowOf(cluster);
        _rows ??= picture.Rows.Select(static (row, place) => (row.Terms.Id, place)).ToDictionary(static one => one.Id, static one => one.place);
        return _rows.TryGetValue(cluster, out var found) ? found : null;
    }

    /// <inheritdoc />
    public ClusterId? ClusterOf(NodeId node) =>
        (IsHead && state!.RowOf(node) is { } row ? picture.Rows[row] : Holding(picture, node) ?? Holding(before, node))?.Terms.Id;

    /// <inheritdoc />
    public string ClassName(ClassId cls) =>
        picture.Market.Classes.FirstOrDefault(one => one.Id == cls)?.Name ?? cls.ToString();

    /// <inheritdoc />
    public Zone[] ZonesUnder(BigInteger lowerBps, BigInteger upperBps)
    {
        if (IsHead)
            return state!.ZonesUnder(upperBps, lowerBps);
        var market = picture.Market with { WarningBps = upperBps, CriticalBps = lowerBps };
        return [.. picture.Rows.Select(row => Ratio.Of(row.Terms, market).Zone)];
    }

    private static ClusterRow? Holding(NetworkPicture? picture, NodeId node) =>
        picture?.Rows.FirstOrDefault(row => row.Nodes.Any(one => one.Id == node));
}
