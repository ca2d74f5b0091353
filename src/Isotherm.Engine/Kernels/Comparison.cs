using System.Numerics;
using System.Runtime.CompilerServices;

namespace Isotherm.Engine.Kernels;

/// <summary>
/// A row's two sides, <c>assets · price</c> and <c>gpus · θ + nodes · gas</c>, compared exactly: by doubles where they are far
/// apart, by the low 64 bits of the integers where they are near, by all bits where that is not enough.
/// </summary>
internal static class Comparison
{
    /// <summary>
    /// Where <c>double</c> begins, and its bound. With u = 2⁻⁵³: assets, price, gas and class factors are off by at most 2u each;
    /// GPUs and nodes are exact. So the left side (one product) is off by at most 5u of itself, the right (a product, a sum) by
    /// 4u. Their difference has the true sign when it exceeds 5u·(left + right), up to terms in u²; 2⁻⁵⁰ = 8u leaves room for
    /// the roundings of the difference and of the sum. All terms are integers below 2³¹⁰: no underflow, no overflow.
    /// </summary>
    internal const double Bound = 1.0 / (1L << 50);

    /// <summary>
    /// 2¹¹⁰. Sides that the bound can't tell apart differ by less than twice the bound, 2⁻⁴⁹, of their sum. While that sum is at
    /// most this, they differ by less than 2⁶²: their difference modulo 2⁶⁴, read as signed, is the difference itself.
    /// </summary>
    internal const double NearSum = (double)(1L << 55) * (1L << 55);

    /// <summary>2⁶⁴.</summary>
    internal const double HighUnit = 18_446_744_073_709_551_616.0;

    /// <summary>A row's assets as a double, off by at most 2⁻⁵² of themselves.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Approximate(Columns columns, int row) => (columns.AssetsHigh[row] * HighUnit) + columns.AssetsLow[row];

    /// <summary>Negative, 0 or positive as a row's assets are below, at or above a threshold.</summary>
    /// <param name="perGpu">The threshold's factor for one GPU.</param>
    /// <param name="held">The left side as a double.</param>
    /// <param name="gas">The right side's gas as a double.</param>
    /// <param name="columns">The rows.</param>
    /// <param name="inputs">The market.</param>
    /// <param name="row">The row.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Against(in Factor perGpu, double held, double gas, Columns columns, ZoneInputs inputs, int row)
    {
        double needed = (columns.Gpus[row] * perGpu.Approximate) + gas;
        double sum = held + needed;
        double difference = held - needed;
        if (Math.Abs(difference) > Bound * sum)
            return difference > 0 ? 1 : -1;
        if (sum > NearSum)
            return ByAllBits(perGpu, columns, inputs, row);
        long near = (long)((columns.AssetsLow[row] * inputs.Price.Low) - (columns.Gpus[row] * perGpu.Low) - (columns.Nodes[row] * inputs.Gas.Low));
        return near == 0 ? 0 : near > 0 ? 1 : -1;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int ByAllBits(in Factor perGpu, Columns columns, ZoneInputs inputs, int row)
    {
        UInt128 assets = new(columns.AssetsHigh[row], columns.AssetsLow[row]);
        (uint gpus, uint nodes) = (columns.Gpus[row], columns.Nodes[row]);
        bool fits = 128 - (int)UInt128.LeadingZeroCount(assets) + inputs.Price.Bits <= 128
            && 32 - BitOperations.LeadingZeroCount(gpus) + perGpu.Bits <= 127
            && 32 - BitOperations.LeadingZeroCount(nodes) + inputs.Gas.Bits <= 127;
        if (fits)
            return (assets * inputs.Price.Narrow).CompareTo((gpus * perGpu.Narrow) + (nodes * inputs.Gas.Narrow));
        Wide right = Wide.Add(Wide.Multiply(perGpu.Wide, gpus), Wide.Multiply(inputs.Gas.Wide, nodes));
        return Wide.Compare(Wide.Multiply(inputs.Price.Wide, assets), right);
    }
}
