using System.Globalization;
using System.Numerics;

namespace Isotherm.Domain;

/// <summary>A cluster's on-chain integer id (0 … 2²⁵⁶−1). Printed in decimal.</summary>
public readonly record struct ClusterId(BigInteger Value) : IComparable<ClusterId>
{
    /// <inheritdoc />
    public int CompareTo(ClusterId other) => Value.CompareTo(other.Value);

    /// <inheritdoc />
    public override string ToString() => Value.ToString(CultureInfo.InvariantCulture);
}
