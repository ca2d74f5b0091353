namespace Isotherm.Engine.Kernels;

/// <summary>The one place that knows which zone kernels there are and chooses among them.</summary>
internal static class ZoneKernels
{
    /// <summary>The environment variable that forces a kernel by its name, for proofs, measurements and suspicion.</summary>
    public const string Variable = "ISOTHERM_ZONE_KERNEL";

    private static readonly ZoneKernel[] FastestFirst = [new Avx512ZoneKernel(), new Avx2ZoneKernel(), new ScalarZoneKernel()];

    /// <summary>Those that this machine can run, the fastest first; never empty.</summary>
    public static IReadOnlyList<ZoneKernel> Supported { get; } = [.. FastestFirst.Where(static kernel => kernel.IsSupported)];

    /// <summary>The forced kernel, else the fastest.</summary>
    /// <exception cref="InvalidOperationException">A kernel is forced that does not exist or can't run here.</exception>
    public static ZoneKernel Chosen { get; } = Choose(Environment.GetEnvironmentVariable(Variable));

    /// <summary>The kernel of this name; the fastest where there is none.</summary>
    /// <exception cref="InvalidOperationException">No such kernel exists, or this machine can't run it.</exception>
    public static ZoneKernel Choose(string? name) =>
        string.IsNullOrEmpty(name)
            ? Supported[0]
            : Supported.FirstOrDefault(kernel => kernel.Name == name)
                ?? throw new InvalidOperationException($"No zone kernel '{name}' can run here; expected one of {string.Join(", ", Supported.Select(static k => k.Name))}.");
}
