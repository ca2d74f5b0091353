using Isotherm.Domain;

namespace Isotherm.Engine.Kernels;

/// <summary>
/// A market as the vector kernels read it: per lane (<see cref="Columns.Lane"/>) two thresholds for a row's assets per GPU, and
/// the zone between them. A lane whose zone needs no comparison lies between −∞ and +∞.
/// </summary>
/// <remarks>
/// Where <c>float</c> begins, and its bound. A row's comparison divided by its GPUs and by the price: <c>a = assets ÷ gpus</c>
/// against <c>t + n·g</c> with <c>t = θ·requirement of one GPU ÷ price</c>, <c>n = nodes ÷ gpus</c>, <c>g = gas of one node</c>.
/// With u = 2⁻²⁴, a, t, n, g are each off by at most u (their doubles' 2⁻⁵⁰ beside), n·g by 3u, the sum by 4u, its product with
/// 1 ± <see cref="Doubt"/> (exact in a float) by 5u. So a below (t + n·g)(1 − 8u), or above (t + n·g)(1 + 8u), as computed is so
/// in truth: a's own u and the 5u make 6u, and terms in u² are far less than the 2u that are left. a, t and g are counted in 2⁶⁴
/// base units: a is 0 or from 2⁻⁹⁶ to 2⁶⁴, n·g 0 or from 2⁻⁹⁶ to 2⁹⁵. A t that overflows is +∞, above every a as in truth; one
/// that falls below 2⁻¹²⁶, where a float's error grows, is below every a but 0 as in truth, and beside an n·g of 2⁻⁹⁶ that error
/// is nothing. What is not a number is neither below nor above: the integers decide, as for all that is in doubt.
/// </remarks>
internal sealed class LaneTables
{
    /// <summary>8u: rows this near to a threshold are decided by integers.</summary>
    public const float Doubt = 1f / (1 << 21);

    /// <summary>Lanes that fit one or two registers; longer tables are gathered from memory.</summary>
    public const int InRegisters = 16;

    public LaneTables(ReadOnlySpan<ClassInputs> classes, bool isPriced, bool isGasKnown, double price, double gas)
    {
        int length = Math.Max(InRegisters, Columns.FirstClassLane + classes.Length);
        (Critical, Warning, Between) = (new float[length], new float[length], new int[length]);
        (CriticalFactor, WarningFactor, CriticalLow, WarningLow) = (new double[length], new double[length], new ulong[length], new ulong[length]);
        IsWithinRegisters = length == InRegisters;
        HasGas = isPriced && gas > 0;
        Gas = HasGas ? (float)(gas / price * Columns.LaneUnit) : 0f;
        Critical.AsSpan().Fill(float.NegativeInfinity);
        Warning.AsSpan().Fill(float.PositiveInfinity);
        Between[Columns.LiquidatedLane] = (int)Zone.Liquidated;
        Between[Columns.ExemptLane] = (int)Zone.Exempt;
        Between[Columns.DisputedLane] = (int)Zone.Unknown;
        for (int i = 0; i < classes.Length; i++)
            Set(Columns.FirstClassLane + i, classes[i], isPriced, isGasKnown, price);
    }

    /// <summary>Assets per GPU, in 2⁶⁴ base units, below which a row of the lane is red.</summary>
    public float[] Critical { get; }

    /// <summary>Assets per GPU, in 2⁶⁴ base units, above which a row of the lane is green.</summary>
    public float[] Warning { get; }

    /// <summary>The lane's zone otherwise.</summary>
    public int[] Between { get; }

    /// <summary>The class's critical factor as <see cref="Comparison"/> takes it: <see cref="Factor.Approximate"/>.</summary>
    public double[] CriticalFactor { get; }

    /// <summary>The same of its warning factor.</summary>
    public double[] WarningFactor { get; }

    /// <summary>The class's critical factor modulo 2⁶⁴: <see cref="Factor.Low"/>.</summary>
    public ulong[] CriticalLow { get; }

    /// <summary>The same of its warning factor.</summary>
    public ulong[] WarningLow { get; }

    /// <summary>Gas of one node, in 2⁶⁴ base units.</summary>
    public float Gas { get; }

    /// <summary>False: gas changes nothing, and its column need not be read.</summary>
    public bool HasGas { get; }

    /// <summary>At most <see cref="InRegisters"/> lanes.</summary>
    public bool IsWithinRegisters { get; }

    private void Set(int lane, in ClassInputs gpuClass, bool isPriced, bool isGasKnown, double price)
    {
        if (gpuClass.Kind != RowKind.Coloured || !isPriced)
        {
            Between[lane] = (int)(gpuClass.Kind == RowKind.Exempt ? Zone.Exempt : Zone.Unknown);
            return;
        }

        Critical[lane] = (float)(gpuClass.Critical.Approximate / price * Columns.LaneUnit);
        Warning[lane] = isGasKnown ? (float)(gpuClass.Warning.Approximate / price * Columns.LaneUnit) : float.PositiveInfinity;
        Between[lane] = (int)(isGasKnown ? Zone.Yellow : Zone.Unknown);
        (CriticalFactor[lane], WarningFactor[lane]) = (gpuClass.Critical.Approximate, gpuClass.Warning.Approximate);
        (CriticalLow[lane], WarningLow[lane]) = (gpuClass.Critical.Low, gpuClass.Warning.Low);
    }
}
