using Isotherm.Domain;

namespace Isotherm.Engine.Kernels;

/// <summary>The reference: one row after the other, doubles first.</summary>
internal sealed class ScalarZoneKernel : ZoneKernel
{
    /// <summary>
    /// Where <c>double</c> begins, and its bound. With u = 2⁻⁵³: assets, price, gas and class factors are off by at most 2u each;
    /// GPUs and nodes are exact. So the left side (one product) is off by at most 5u of itself, the right (a product, a sum) by
    /// 4u. Their difference has the true sign when it exceeds 5u·(left + right), up to terms in u²; 2⁻⁵⁰ = 8u leaves room for
    /// the roundings of the difference and of the sum. All terms are integers below 2³¹⁰: no underflow, no overflow.
    /// </summary>
    internal const double Bound = 1.0 / (1L << 50);

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

    /// <summary>The zone of one row.</summary>
    public static Zone Of(Columns columns, ZoneInputs inputs, int row)
    {
        ref readonly ClassInputs gpuClass = ref inputs.Classes[columns.Class[row]];
        if (ExactZone.WithoutComparing(columns.Kind[row], gpuClass.Kind, inputs.IsPriced) is { } zone)
            return zone;
        double left = (double)columns.Assets[row] * inputs.Price.Approximate;
        double gas = columns.Nodes[row] * inputs.Gas.Approximate;
        double critical = (columns.Gpus[row] * gpuClass.Critical.Approximate) + gas;
        double warning = (columns.Gpus[row] * gpuClass.Warning.Approximate) + gas;
        if (IsDoubtful(left, critical) || IsDoubtful(left, warning))
            return ExactZone.Of(columns, inputs, row);
        if (left < critical)
            return Zone.Red;
        if (!inputs.IsGasKnown)
            return Zone.Unknown;
        return left > warning ? Zone.Green : Zone.Yellow;
    }

    private static bool IsDoubtful(double left, double right) => Math.Abs(left - right) <= Bound * (left + right);
}
