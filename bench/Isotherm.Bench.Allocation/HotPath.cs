using Isotherm.Engine.Kernels;

namespace Isotherm.Bench.Allocation;

/// <summary>Something that runs per block for all clusters, or per frame for each viewer, and so must not allocate.</summary>
/// <param name="Name">In words.</param>
/// <param name="Once">One pass.</param>
internal sealed record HotPath(string Name, Action Once)
{
    /// <summary>Passes that are measured.</summary>
    public const int Rounds = 200;

    private static object? _kept;

    /// <summary>Allocates a little, on purpose.</summary>
    public static HotPath Allocating { get; } = new("allocates", static () => _kept = new byte[1]);

    /// <summary>Every hot path.</summary>
    public static IEnumerable<HotPath> All()
    {
        foreach (ZoneKernel kernel in ZoneKernels.Supported)
        {
            foreach ((string name, ZoneRows rows) in ZoneRows.Shapes())
                yield return new($"zones by {kernel.Name}, {name}", () => rows.Classify(kernel));
        }

        Publication publication = new();
        yield return new("a frame to one more viewer", publication.SendFrame);
        yield return new("a merged frame to one more viewer", publication.SendMerged);
        yield return new("a snapshot to one more viewer", publication.SendSnapshot);
    }

    /// <summary>Bytes allocated by <see cref="Rounds"/> passes on this thread, after as many to warm up.</summary>
    public long Measure()
    {
        Run();
        long before = GC.GetAllocatedBytesForCurrentThread();
        Run();
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    private void Run()
    {
        for (int i = 0; i < Rounds; i++)
            Once();
    }
}
