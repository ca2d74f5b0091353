namespace Isotherm.Demo.Population;

/// <summary>A kind of GPU in the demo network. Class id = place in <see cref="All"/> + 1.</summary>
/// <param name="Name">As shown, for example <c>H100</c>.</param>
/// <param name="Tag">In cluster names, for example <c>h100</c>.</param>
/// <param name="BaseUsd">Requirement of one GPU at demand 1.0, whole dollars.</param>
/// <param name="Weight">Share of clusters, relative to the others.</param>
/// <param name="LeastGpus">Fewest GPUs in a node.</param>
internal sealed record GpuModel(string Name, string Tag, int BaseUsd, int Weight, int LeastGpus)
{
    /// <summary>io.net's published rule, 200 IO × multiplier, at about $0.20 an IO ("Proposed device block reward multiplier", June 2025).</summary>
    public static IReadOnlyList<GpuModel> All { get; } =
    [
        new("B200", "b200", 1_200, 6, 4),
        new("H200", "h200", 480, 12, 4),
        new("H100", "h100", 400, 26, 4),
        new("A100-80G", "a100-80g", 200, 18, 4),
        new("L40S", "l40s", 120, 12, 4),
        new("A100-40G", "a100-40g", 80, 8, 8),
        new("RTX 3090", "rtx3090", 70, 8, 8),
        new("RTX 4090", "rtx4090", 50, 10, 8),
    ];

    /// <summary>The requirement as the contract takes it; USD × 10^8.</summary>
    public ulong Base => (ulong)BaseUsd * 100_000_000;
}
