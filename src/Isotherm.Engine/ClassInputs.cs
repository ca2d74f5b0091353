namespace Isotherm.Engine;

/// <summary>A class in the zone kernel: each factor multiplies a row's GPUs.</summary>
/// <param name="kind">Whether a colour can be decided for rows of this class.</param>
/// <param name="warning">Warning threshold times the requirement of one GPU.</param>
/// <param name="critical">Critical threshold times the requirement of one GPU.</param>
internal readonly struct ClassInputs(RowKind kind, Factor warning, Factor critical)
{
    public readonly RowKind Kind = kind;
    public readonly Factor Warning = warning;
    public readonly Factor Critical = critical;
}
