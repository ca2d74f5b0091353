using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Isotherm.Domain;

namespace Isotherm.Engine.Kernels;

/// <summary>
/// Rows near a threshold, eight at a time: <see cref="Comparison"/>'s doubles, and its low 64 bits where those are in doubt. The
/// roundings are the same, so its bounds hold here.
/// </summary>
internal static unsafe class Avx512NearRows
{
    private const int Width = 8;
    private const int Groups = 2;

    /// <summary>Writes zones of coloured rows whose bits are set, counted from <paramref name="first"/>; of at most sixteen lanes.</summary>
    /// <returns>The rows written; the rest needs all bits.</returns>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static uint Write(Columns columns, ZoneInputs inputs, int first, uint rows, Zone* zones)
    {
        if (rows == 0)
            return 0;
        uint written = 0;
        Zone between = inputs.IsGasKnown ? Zone.Yellow : Zone.Unknown;
        LaneTables tables = inputs.Lanes;
        fixed (ulong* low = columns.AssetsLow, high = columns.AssetsHigh)
        fixed (uint* gpus = columns.Gpus, nodes = columns.Nodes)
        fixed (byte* lanes = columns.Lane)
        {
            for (int group = 0; group < Groups; group++)
            {
                int row = first + (group * Width);
                Vector512<ulong> lane = Avx512F.ConvertToVector512UInt64(Vector128.CreateScalarUnsafe(*(ulong*)(lanes + row)).AsByte());
                Vector512<ulong> assets = Vector512.Load(low + row);
                Vector512<ulong> gpuCount = Avx512F.ConvertToVector512UInt64(Vector256.Load(gpus + row));
                Vector512<ulong> nodeCount = Avx512F.ConvertToVector512UInt64(Vector256.Load(nodes + row));
                Vector512<double> held = ((Vector512.ConvertToDouble(Vector512.Load(high + row)) * Comparison.HighUnit)
                    + Vector512.ConvertToDouble(assets)) * inputs.Price.Approximate;
                Sides sides = new(
                    held,
                    Vector512.ConvertToDouble(nodeCount) * inputs.Gas.Approximate,
                    Vector512.ConvertToDouble(gpuCount),
                    (assets * inputs.Price.Low) - (nodeCount * inputs.Gas.Low),
                    gpuCount);
                (uint below, _, uint isCriticalSure) = Compare(sides, Lookup(tables.CriticalFactor, lane), Lookup(tables.CriticalLow, lane));
                (_, uint above, uint isWarningSure) = Compare(sides, Lookup(tables.WarningFactor, lane), Lookup(tables.WarningLow, lane));
                uint wanted = (rows >> (group * Width)) & isCriticalSure & isWarningSure & 0xff;
                written |= wanted << (group * Width);
                for (int i = 0; i < Width; i++)
                {
                    uint bit = 1u << i;
                    Zone zone = (below & bit) != 0 ? Zone.Red : (above & bit) != 0 && between == Zone.Yellow ? Zone.Green : between;
                    zones[row + i] = (wanted & bit) != 0 ? zone : zones[row + i];
                }
            }
        }

        return written;
    }

    private static (uint Below, uint Above, uint Sure) Compare(in Sides sides, Vector512<double> factor, Vector512<ulong> factorLow)
    {
        Vector512<double> needed = (sides.Gpus * factor) + sides.Gas;
        Vector512<double> sum = sides.Held + needed;
        Vector512<double> difference = sides.Held - needed;
        Vector512<double> isFar = Vector512.GreaterThan(Vector512.Abs(difference), sum * Comparison.Bound);
        Vector512<long> near = (sides.NearHeld - (sides.GpuCount * factorLow)).AsInt64();
        Vector512<double> below = Vector512.ConditionalSelect(
            isFar, Vector512.LessThan(difference, Vector512<double>.Zero), Vector512.LessThan(near, Vector512<long>.Zero).AsDouble());
        Vector512<double> above = Vector512.ConditionalSelect(
            isFar, Vector512.GreaterThan(difference, Vector512<double>.Zero), Vector512.GreaterThan(near, Vector512<long>.Zero).AsDouble());
        Vector512<double> sure = isFar | Vector512.LessThanOrEqual(sum, Vector512.Create(Comparison.NearSum));
        return ((uint)below.ExtractMostSignificantBits(), (uint)above.ExtractMostSignificantBits(), (uint)sure.ExtractMostSignificantBits());
    }

    private static Vector512<double> Lookup(double[] table, Vector512<ulong> lane) =>
        Avx512F.PermuteVar8x64x2(Vector512.Create(table, 0), lane.AsInt64(), Vector512.Create(table, Width));

    private static Vector512<ulong> Lookup(ulong[] table, Vector512<ulong> lane) =>
        Avx512F.PermuteVar8x64x2(Vector512.Create(table, 0), lane, Vector512.Create(table, Width));

    private readonly ref struct Sides(
        Vector512<double> held,
        Vector512<double> gas,
        Vector512<double> gpus,
        Vector512<ulong> nearHeld,
        Vector512<ulong> gpuCount)
    {
        public readonly Vector512<double> Held = held;
        public readonly Vector512<double> Gas = gas;
        public readonly Vector512<double> Gpus = gpus;
        public readonly Vector512<ulong> NearHeld = nearHeld;
        public readonly Vector512<ulong> GpuCount = gpuCount;
    }
}
