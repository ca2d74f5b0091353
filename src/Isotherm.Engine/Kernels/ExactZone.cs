using System.Numerics;
using Isotherm.Domain;

namespace Isotherm.Engine.Kernels;

/// <summary>The zone of one row by integers alone: 128 bits where the products fit, 512 where not. No allocation.</summary>
internal static class ExactZone
{
    /// <summary>The zone of a row of any kind.</summary>
    public static Zone Of(Columns columns, ZoneInputs inputs, int row)
    {
        ref readonly ClassInputs gpuClass = ref inputs.Classes[columns.Class[row]];
        return WithoutComparing(columns.Kind[row], gpuClass.Kind, inputs.IsPriced)
            ?? OfColoured(columns.Assets[row], columns.Gpus[row], columns.Nodes[row], inputs, gpuClass);
    }

    /// <summary>The zone that needs no comparison; null where one does.</summary>
    public static Zone? WithoutComparing(RowKind row, RowKind gpuClass, bool isPriced)
    {
        if (row == RowKind.Liquidated)
            return Zone.Liquidated;
        if (row == RowKind.Exempt || gpuClass == RowKind.Exempt)
            return Zone.Exempt;
        return row == RowKind.Unknown || gpuClass == RowKind.Unknown || !isPriced ? Zone.Unknown : null;
    }

    private static Zone OfColoured(UInt128 assets, uint gpus, uint nodes, ZoneInputs inputs, in ClassInputs gpuClass)
    {
        bool fits = Bits(assets) + inputs.Price.Bits <= 128
            && Bits(gpus) + Math.Max(gpuClass.Critical.Bits, gpuClass.Warning.Bits) <= 127
            && Bits(nodes) + inputs.Gas.Bits <= 127;
        if (!fits)
            return Widely(assets, gpus, nodes, inputs, gpuClass);
        UInt128 held = assets * inputs.Price.Narrow;
        UInt128 gas = nodes * inputs.Gas.Narrow;
        if (held < (gpus * gpuClass.Critical.Narrow) + gas)
            return Zone.Red;
        if (!inputs.IsGasKnown)
            return Zone.Unknown;
        return held > (gpus * gpuClass.Warning.Narrow) + gas ? Zone.Green : Zone.Yellow;
    }

    private static Zone Widely(UInt128 assets, uint gpus, uint nodes, ZoneInputs inputs, in ClassInputs gpuClass)
    {
        Wide held = Wide.Multiply(inputs.Price.Wide, assets);
        Wide gas = Wide.Multiply(inputs.Gas.Wide, nodes);
        if (Wide.Compare(held, Wide.Add(Wide.Multiply(gpuClass.Critical.Wide, gpus), gas)) < 0)
            return Zone.Red;
        if (!inputs.IsGasKnown)
            return Zone.Unknown;
        return Wide.Compare(held, Wide.Add(Wide.Multiply(gpuClass.Warning.Wide, gpus), gas)) > 0 ? Zone.Green : Zone.Yellow;
    }

    private static int Bits(UInt128 value) => 128 - (int)UInt128.LeadingZeroCount(value);

    private static int Bits(uint value) => 32 - BitOperations.LeadingZeroCount(value);
}
