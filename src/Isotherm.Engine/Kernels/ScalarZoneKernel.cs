using System.Numerics;
using System.Runtime.CompilerServices;
using Isotherm.Domain;

namespace Isotherm.Engine.Kernels;

/// <summary>The reference: one row after the other. The vector kernels leave to it what they doubt.</summary>
internal sealed class ScalarZoneKernel : ZoneKernel
{
    /// <inheritdoc />
    public override string Name => "scalar";

    /// <inheritdoc />
    public override bool IsSupported => true;

    /// <inheritdoc />
    public override void Classify(Columns columns, ZoneInputs inputs, int from, int to, Span<Zone> zones)
    {
        for (int i = from; i < to; i++)
            zones[i] = Of(columns, inputs, i);
    }

    /// <summary>Writes the zones of the rows whose bits are set, counted from <paramref name="first"/>.</summary>
    public static void Write(Columns columns, ZoneInputs inputs, int first, uint rows, Span<Zone> zones)
    {
        for (; rows != 0; rows &= rows - 1)
        {
            int row = first + BitOperations.TrailingZeroCount(rows);
            zones[row] = Of(columns, inputs, row);
        }
    }

    /// <summary>The zone of one row.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Zone Of(Columns columns, ZoneInputs inputs, int row)
    {
        RowKind kind = columns.Kind[row];
        if (kind >= RowKind.Liquidated)
            return kind == RowKind.Liquidated ? Zone.Liquidated : Zone.Unknown;
        ref readonly ClassInputs gpuClass = ref inputs.Classes[columns.Class[row]];
        if (kind == RowKind.Exempt || gpuClass.Kind == RowKind.Exempt)
            return Zone.Exempt;
        if (kind == RowKind.Unknown || gpuClass.Kind == RowKind.Unknown || !inputs.IsPriced)
            return Zone.Unknown;
        (double held, double gas) = (Comparison.Approximate(columns, row) * inputs.Price.Approximate, columns.Nodes[row] * inputs.Gas.Approximate);
        if (Comparison.Against(gpuClass.Critical, held, gas, columns, inputs, row) < 0)
            return Zone.Red;
        if (!inputs.IsGasKnown)
            return Zone.Unknown;
        return Comparison.Against(gpuClass.Warning, held, gas, columns, inputs, row) > 0 ? Zone.Green : Zone.Yellow;
    }
}
