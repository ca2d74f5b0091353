namespace Isotherm.Demo.World;

/// <summary>A class's requirement as first published.</summary>
/// <param name="ClassId">The class's id on chain, from 1.</param>
/// <param name="Base">Requirement of one GPU at demand 1.0; USD × 10^8.</param>
internal readonly record struct GpuRequirement(long ClassId, ulong Base);
