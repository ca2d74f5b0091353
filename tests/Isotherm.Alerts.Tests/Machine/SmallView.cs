using System.Numerics;
using Isotherm.Alerts.Folding;
using Isotherm.Domain;

namespace Isotherm.Alerts.Tests.Machine;

/// <summary>A view by the scalar reference.</summary>
internal sealed class SmallView(Market market, IReadOnlyList<ClusterTerms> rows, IReadOnlyList<Transition> transitions, IReadOnlyList<Fact> facts) : IAlertView
{
    private readonly Zone[] _zones = [.. rows.Select(row => Ratio.Of(row, market).Zone)];

    public int KernelCalls { get; private set; }

    public int Readings { get; private set; }

    public Market Market => market;

    public int Count => rows.Count;

    public ReadOnlySpan<Zone> Zones => _zones;

    public IReadOnlyList<Transition> Transitions => transitions;

    public IReadOnlyList<Fact> Facts => facts;

    public IReadOnlyList<ClusterTerms> Rows => rows;

    public ClusterTerms TermsAt(int row) => rows[row];

    public ClusterReading ReadingAt(int row)
    {
        Readings++;
        return Ratio.Of(rows[row], market);
    }

    public int Ratios { get; private set; }

    public BigInteger? RatioAt(int row)
    {
        Ratios++;
        return Ratio.ValueOf(rows[row], market);
    }

    public int? RowOf(ClusterId cluster)
    {
        for (var row = 0; row < rows.Count; row++)
        {
            if (rows[row].Id == cluster)
                return row;
        }

        return null;
    }

    public ClusterId? ClusterOf(NodeId node) => new ClusterId(node.Value / 100);

    public string ClassName(ClassId cls) => "H100";

    public Zone[] ZonesUnder(BigInteger lowerBps, BigInteger upperBps)
    {
        KernelCalls++;
        var other = market with { CriticalBps = lowerBps, WarningBps = upperBps };
        return [.. rows.Select(row => Ratio.Of(row, other).Zone)];
    }
}
