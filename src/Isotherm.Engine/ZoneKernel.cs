using System.Numerics;
using System.Runtime.CompilerServices;
using Isotherm.Domain;

namespace Isotherm.Engine;

/// <summary>Decides zones over columns, exactly and without allocation: doubles first, integers where doubles could err. Scalar reference.</summary>
internal static class ZoneKernel
{
    /// <summary>
    /// Where <c>double</c> begins, and its bound. With u = 2⁻⁵³: assets, price, gas and class factors are off by at most 2u each;
    /// GPUs and nodes are exact. So the left side (one product) is off by at most 5u of itself, the right (a product, a sum) by
    /// 4u. Their difference has the true sign when it exceeds 5u·(left + right), up to terms in u²; 2⁻⁵⁰ = 8u leaves room for
    /// the roundings of the difference and of the sum. All terms are integers below 2³¹⁰: no underflow, no overflow.
    /// </summary>
    internal const double Bound = 1.0 / (1L << 50);

    /// <summary>Writes the zones of rows <paramref name="from"/> … <paramref name="to"/> − 1.</summary>
    public static void Classify(Columns columns, ZoneInputs inputs, int from, int to, Span<Zone> zones)
    {
        for (int i = from; i < to; i++)
            zones[i] = Classify(columns, inputs, i);
    }

    /// <summary>The zone of one row.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Zone Classify(Columns columns, ZoneInputs inputs, int row)
    {
        RowKind kind = columns.Kind[row];
        if (kind >= RowKind.Liquidated)
            return kind == RowKind.Liquidated ? Zone.Liquidated : Zone.Unknown;
        ref readonly ClassInputs gpuClass = ref inputs.Classes[columns.Class[row]];
        if (kind == RowKind.Exempt || gpuClass.Kind == RowKind.Exempt)
            return Zone.Exempt;
        if (kind == RowKind.Unknown || gpuClass.Kind == RowKind.Unknown || !inputs.IsPriced)
            return Zone.Unknown;
        if (Compare(columns, inputs, row, gpuClass.Critical) < 0)
            return Zone.Red;
        if (!inputs.IsGasKnown)
            return Zone.Unknown;
        return Compare(columns, inputs, row, gpuClass.Warning) > 0 ? Zone.Green : Zone.Yellow;
    }

    private static int Compare(Columns columns, ZoneInputs inputs, int row, in Factor perGpu)
    {
        double left = columns.ApproximateAssets[row] * inputs.Price.Approximate;
        double right = (columns.Gpus[row] * perGpu.Approximate) + (columns.Nodes[row] * inputs.Gas.Approximate);
        double difference = left - right;
        double doubt = Bound * (left + right);
        if (difference > doubt)
            return 1;
        return difference < -doubt ? -1 : CompareExactly(columns.Assets[row], columns.Gpus[row], columns.Nodes[row], inputs, perGpu);
    }

    private static int CompareExactly(UInt128 assets, uint gpus, uint nodes, ZoneInputs inputs, in Factor perGpu)
    {
        bool fits = Bits(assets) + inputs.Price.Bits <= 128
            && Bits(gpus) + perGpu.Bits <= 127
            && Bits(nodes) + inputs.Gas.Bits <= 127;
        if (fits)
            return (assets * inputs.Price.Narrow).CompareTo((gpus * perGpu.Narrow) + (nodes * inputs.Gas.Narrow));
        Wide right = Wide.Add(Wide.Multiply(perGpu.Wide, gpus), Wide.Multiply(inputs.Gas.Wide, nodes));
        return Wide.Compare(Wide.Multiply(inputs.Price.Wide, assets), right);
    }

    private static int Bits(UInt128 value) => 128 - (int)UInt128.LeadingZeroCount(value);

    private static int Bits(uint value) => 32 - BitOperations.LeadingZeroCount(value);
}
