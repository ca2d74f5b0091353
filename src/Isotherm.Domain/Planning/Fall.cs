using System.Numerics;

namespace Isotherm.Domain.Planning;

/// <summary>Clusters that fall below critical by the settlement ratio, and what is taken of them.</summary>
/// <param name="Clusters">How many.</param>
/// <param name="Seized">Their collateral and rewards, token base units.</param>
public readonly record struct Fall(int Clusters, BigInteger Seized)
{
    /// <summary>This and one cluster more.</summary>
    public Fall With(ClusterTerms terms) => new(Clusters + 1, Seized + terms.Assets);

    /// <summary>Both together.</summary>
    public static Fall operator +(Fall a, Fall b) => new(a.Clusters + b.Clusters, a.Seized + b.Seized);
}
