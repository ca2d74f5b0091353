using System.Numerics;

namespace Isotherm.Domain;

/// <summary>A GPU class as it stands at a block.</summary>
/// <param name="Id">On-chain id.</param>
/// <param name="Name">Printed name; the id's digits until one is known.</param>
/// <param name="Base">Base requirement per GPU; null until set.</param>
/// <param name="DemandBps">Demand multiplier; null until set.</param>
public sealed record GpuClass(ClassId Id, string Name, BigInteger? Base, BigInteger? DemandBps);
