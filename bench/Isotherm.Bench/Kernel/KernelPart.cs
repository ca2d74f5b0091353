using System.Globalization;
using Isotherm.Bench.Reporting;
using Isotherm.Domain;
using Isotherm.Engine;
using Isotherm.Engine.Kernels;

namespace Isotherm.Bench.Kernel;

/// <summary>Zones of a million rows by each kernel, beside a loop that only moves the same bytes.</summary>
internal sealed class KernelPart : IPart
{
    private const int Rows = 1_000_000;
    private const int Rounds = 100;

    /// <inheritdoc />
    public string Name => "kernel";

    /// <inheritdoc />
    public async Task<Section> RunAsync(CancellationToken ct)
    {
        await Task.Yield();
        List<IReadOnlyList<string>> rows = [];
        List<Budget> budgets = [];
        foreach (KernelCase shape in KernelCase.All)
        {
            Columns columns = shape.Fill(Rows);
            ZoneInputs inputs = ZoneInputs.Of(shape.Market, columns.Classes);
            foreach (ZoneKernel kernel in ZoneKernels.Supported)
            {
                ct.ThrowIfCancellationRequested();
                Console.WriteLine($"  {shape.Name}, {kernel.Name}");
                Measured measured = Measure(kernel, columns, inputs);
                rows.Add(Row(shape, kernel, measured));
                if (kernel == ZoneKernels.Chosen)
                    budgets.AddRange(Judge(shape, measured));
            }
        }

        Table table = new(["case", "kernel", "ms", "limit: same bytes, ms", "× limit", "GB/s of the limit", "bytes allocated"], rows);
        return new(
            Name,
            "Kernel: zones of 1 000 000 clusters",
            $"Recompute and classify on one core, {Rounds} rounds; in each round the kernel and a loop that reads the same columns and writes the same zones, one after the other. Clusters with 8 nodes on average in four classes; on the boundary each cluster holds exactly what its red line asks.",
            [table],
            budgets,
            []);
    }

    private static Measured Measure(ZoneKernel kernel, Columns columns, ZoneInputs inputs)
    {
        Zone[] zones = new Zone[Rows];
        BandwidthLoop limit = new(columns, inputs.Lanes.HasGas, kernel is not ScalarZoneKernel);
        for (int i = 0; i < 20; i++)
        {
            kernel.Classify(columns, inputs, 0, Rows, zones);
            limit.Run(zones);
        }

        double[] kernelTimes = new double[Rounds];
        double[] limitTimes = new double[Rounds];
        long allocated = 0;
        for (int i = 0; i < Rounds; i++)
        {
            long start = TimeProvider.System.GetTimestamp();
            limit.Run(zones);
            long middle = TimeProvider.System.GetTimestamp();
            long before = GC.GetAllocatedBytesForCurrentThread();
            kernel.Classify(columns, inputs, 0, Rows, zones);
            allocated += GC.GetAllocatedBytesForCurrentThread() - before;
            long end = TimeProvider.System.GetTimestamp();
            limitTimes[i] = TimeProvider.System.GetElapsedTime(start, middle).TotalMilliseconds;
            kernelTimes[i] = TimeProvider.System.GetElapsedTime(middle, end).TotalMilliseconds;
        }

        return new(new(kernelTimes), new(limitTimes), limit.Bytes, allocated);
    }

    private static string[] Row(KernelCase shape, ZoneKernel kernel, Measured measured) =>
    [
        shape.Name,
        kernel.Name + (kernel == ZoneKernels.Chosen ? " (chosen)" : ""),
        measured.Kernel.Spread("0.000"),
        measured.Limit.Spread("0.000"),
        (measured.Kernel.Median / measured.Limit.Median).ToString("0.00", CultureInfo.InvariantCulture),
        (measured.Bytes / measured.Limit.Median / 1e6).ToString("0.0", CultureInfo.InvariantCulture),
        measured.Allocated.ToString(CultureInfo.InvariantCulture),
    ];

    private static IEnumerable<Budget> Judge(KernelCase shape, Measured measured)
    {
        if (shape.BudgetMilliseconds is not { } budget)
            yield break;
        yield return new(
            $"recompute and classify 1 M rows, {shape.Name}",
            string.Create(CultureInfo.InvariantCulture, $"≤ {budget} ms, 0 bytes"),
            string.Create(CultureInfo.InvariantCulture, $"{measured.Kernel.Median:0.000} ms, {measured.Allocated} bytes ({measured.Kernel.Median / measured.Limit.Median:0.00} × the time to move the bytes)"),
            measured.Kernel.Median <= budget && measured.Allocated == 0);
    }

    private sealed record Measured(Samples Kernel, Samples Limit, long Bytes, long Allocated);
}
