using System.Globalization;
using System.Numerics;

namespace Isotherm.Domain;

/// <summary>A node's on-chain integer id (0 … 2²⁵⁶−1). Printed in decimal.</summary>
public readonly record struct NodeId(BigInteger Value) : IComparable<NodeId>
{
    /// <inheritdoc />
    public int CompareTo(NodeId other) => Value.CompareTo(other.Value);

    /// <inheritdoc />
    public override string ToString() => Value.ToString(CultureInfo.InvariantCulture);
}
