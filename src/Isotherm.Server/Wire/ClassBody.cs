using System.Numerics;

namespace Isotherm.Server.Wire;

/// <summary>A GPU class at the block.</summary>
/// <param name="Id">On-chain id.</param>
/// <param name="GpuClass">Printed name.</param>
/// <param name="Base">Requirement of one GPU, in the manifest's unit; null until set.</param>
/// <param name="DemandBps">10 000 is 1.0×; null until set.</param>
internal sealed record ClassBody(string Id, string GpuClass, string? Base, BigInteger? DemandBps);
