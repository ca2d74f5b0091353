namespace Isotherm.Domain;

/// <summary>Clusters per zone; sums to all clusters. <see cref="Queued"/> counts apart (queue state neither none nor liquidated).</summary>
public readonly record struct ZoneCounts(int Green, int Yellow, int Red, int Unknown, int Exempt, int Liquidated, int Queued)
{
    /// <summary>All clusters ever registered, liquidated ones included.</summary>
    public int Total => Green + Yellow + Red + Unknown + Exempt + Liquidated;
}
