using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Isotherm.Domain;

namespace Isotherm.Engine.Kernels;

/// <summary>Eight rows at a time with AVX2; floats first (<see cref="LaneTables"/> has the bound).</summary>
internal sealed unsafe class Avx2ZoneKernel : ZoneKernel
{
    private const int Width = 8;

    /// <inheritdoc />
    public override string Name => "avx2";

    /// <inheritdoc />
    public override bool IsSupported => Avx2.IsSupported;

    /// <inheritdoc />
    public override void Classify(Columns columns, ZoneInputs inputs, int from, int to, Span<Zone> zones)
    {
        int row = from;
        if (columns.FitsLanes)
        {
            row = (inputs.Lanes.HasGas, inputs.Lanes.IsWithinRegisters) switch
            {
                (true, true) => Run(columns, inputs, from, to, zones, hasGas: true, inRegisters: true),
                (false, true) => Run(columns, inputs, from, to, zones, hasGas: false, inRegisters: true),
                (true, false) => Run(columns, inputs, from, to, zones, hasGas: true, inRegisters: false),
                (false, false) => Run(columns, inputs, from, to, zones, hasGas: false, inRegisters: false),
            };
        }

        for (; row < to; row++)
            zones[row] = ScalarZoneKernel.Of(columns, inputs, row);
    }

    /// <summary>Whole vectors only; returns the first row that is left.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Run(Columns columns, ZoneInputs inputs, int from, int to, Span<Zone> zones, bool hasGas, bool inRegisters)
    {
        LaneTables tables = inputs.Lanes;
        int row = from;
        fixed (float* assets = columns.AssetsPerGpu, nodes = columns.NodesPerGpu, criticals = tables.Critical, warnings = tables.Warning)
        fixed (byte* lanes = columns.Lane)
        fixed (int* betweens = tables.Between)
        fixed (Zone* output = zones)
        {
            (Vector256<float> critical0, Vector256<float> critical8) = (Vector256.Load(criticals), Vector256.Load(criticals + Width));
            (Vector256<float> warning0, Vector256<float> warning8) = (Vector256.Load(warnings), Vector256.Load(warnings + Width));
            (Vector256<int> between0, Vector256<int> between8) = (Vector256.Load(betweens), Vector256.Load(betweens + Width));
            Vector256<float> gas = Vector256.Create(tables.Gas);
            Vector256<float> below = Vector256.Create(1f - LaneTables.Doubt);
            Vector256<float> above = Vector256.Create(1f + LaneTables.Doubt);
            Vector256<int> red = Vector256.Create((int)Zone.Red);
            for (; row <= to - Width; row += Width)
            {
                Vector256<int> lane = Avx2.ConvertToVector256Int32(lanes + row);
                Vector256<float> critical = inRegisters ? Lookup(critical0, critical8, lane) : Avx2.GatherVector256(criticals, lane, sizeof(float));
                Vector256<float> warning = inRegisters ? Lookup(warning0, warning8, lane) : Avx2.GatherVector256(warnings, lane, sizeof(float));
                Vector256<int> zone = inRegisters
                    ? Lookup(between0.AsSingle(), between8.AsSingle(), lane).AsInt32()
                    : Avx2.GatherVector256(betweens, lane, sizeof(int));
                if (hasGas)
                {
                    Vector256<float> cost = Vector256.Load(nodes + row) * gas;
                    critical += cost;
                    warning += cost;
                }

                Vector256<float> held = Vector256.Load(assets + row);
                Vector256<float> isRed = Vector256.LessThan(held, critical * below);
                Vector256<float> isGreen = Vector256.GreaterThan(held, warning * above);
                Vector256<float> isSure = isRed
                    | (Vector256.GreaterThan(held, critical * above) & (isGreen | Vector256.LessThan(held, warning * below)));
                zone = Vector256.AndNot(zone, isGreen.AsInt32()); // green is 0
                zone = Vector256.ConditionalSelect(isRed.AsInt32(), red, zone);
                Vector128<short> narrow = Vector128.Narrow(zone.GetLower(), zone.GetUpper());
                *(ulong*)(output + row) = Vector128.Narrow(narrow, narrow).AsUInt64().ToScalar();
                uint doubtful = ~isSure.ExtractMostSignificantBits() & 0xff;
                if (doubtful != 0)
                    ScalarZoneKernel.Write(columns, inputs, row, doubtful, zones);
            }
        }

        return row;
    }

    /// <summary>One of sixteen entries per lane: from the first eight, or from the last where bit 3 is set.</summary>
    private static Vector256<float> Lookup(Vector256<float> first, Vector256<float> last, Vector256<int> lane) => Avx.BlendVariable(
        Avx2.PermuteVar8x32(first, lane),
        Avx2.PermuteVar8x32(last, lane),
        (lane << 28).AsSingle());
}
