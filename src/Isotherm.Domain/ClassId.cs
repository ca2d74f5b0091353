using System.Globalization;
using System.Numerics;

namespace Isotherm.Domain;

/// <summary>A GPU class's on-chain integer id. Its printed name comes from <see cref="Fact.ClassDefined"/>.</summary>
public readonly record struct ClassId(BigInteger Value) : IComparable<ClassId>
{
    /// <inheritdoc />
    public int CompareTo(ClassId other) => Value.CompareTo(other.Value);

    /// <inheritdoc />
    public override string ToString() => Value.ToString(CultureInfo.InvariantCulture);
}
