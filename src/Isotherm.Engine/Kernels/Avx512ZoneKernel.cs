using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Isotherm.Domain;

namespace Isotherm.Engine.Kernels;

/// <summary>Sixteen rows at a time with AVX-512; floats first (<see cref="LaneTables"/> has the bound).</summary>
internal sealed unsafe class Avx512ZoneKernel : ZoneKernel
{
    private const int Width = 16;

    /// <inheritdoc />
    public override string Name => "avx512";

    /// <inheritdoc />
    public override bool IsSupported => Avx512F.IsSupported && Avx512DQ.IsSupported;

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
            Vector512<float> critical16 = Vector512.Load(criticals);
            Vector512<float> warning16 = Vector512.Load(warnings);
            Vector512<int> between16 = Vector512.Load(betweens);
            Vector512<float> gas = Vector512.Create(tables.Gas);
            Vector512<float> below = Vector512.Create(1f - LaneTables.Doubt);
            Vector512<float> above = Vector512.Create(1f + LaneTables.Doubt);
            Vector512<int> red = Vector512.Create((int)Zone.Red);
            for (; row <= to - Width; row += Width)
            {
                Vector512<int> lane = Avx512F.ConvertToVector512Int32(Vector128.Load(lanes + row));
                Vector512<float> critical = inRegisters ? Avx512F.PermuteVar16x32(critical16, lane) : Gather(criticals, lane);
                Vector512<float> warning = inRegisters ? Avx512F.PermuteVar16x32(warning16, lane) : Gather(warnings, lane);
                Vector512<int> zone = inRegisters ? Avx512F.PermuteVar16x32(between16, lane) : Gather((float*)betweens, lane).AsInt32();
                if (hasGas)
                {
                    Vector512<float> cost = Vector512.Load(nodes + row) * gas;
                    critical += cost;
                    warning += cost;
                }

                Vector512<float> held = Vector512.Load(assets + row);
                Vector512<float> isRed = Vector512.LessThan(held, critical * below);
                Vector512<float> isGreen = Vector512.GreaterThan(held, warning * above);
                Vector512<float> isSure = isRed
                    | (Vector512.GreaterThan(held, critical * above) & (isGreen | Vector512.LessThan(held, warning * below)));
                zone = Vector512.AndNot(zone, isGreen.AsInt32()); // green is 0
                zone = Vector512.ConditionalSelect(isRed.AsInt32(), red, zone);
                Avx512F.ConvertToVector128Byte(zone).Store((byte*)output + row);
                uint doubtful = (uint)~isSure.ExtractMostSignificantBits() & 0xffff;
                if (doubtful == 0)
                    continue;
                uint numbers = inRegisters ? (uint)Vector512.Equals(held, held).ExtractMostSignificantBits() : 0;
                doubtful &= ~Avx512NearRows.Write(columns, inputs, row, doubtful & numbers, output);
                ScalarZoneKernel.Write(columns, inputs, row, doubtful, zones);
            }
        }

        return row;
    }

    private static Vector512<float> Gather(float* table, Vector512<int> lane) => Vector512.Create(
        Avx2.GatherVector256(table, lane.GetLower(), sizeof(float)),
        Avx2.GatherVector256(table, lane.GetUpper(), sizeof(float)));
}
