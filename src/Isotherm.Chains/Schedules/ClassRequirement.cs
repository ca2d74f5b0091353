using System.Numerics;
using Isotherm.Domain;

namespace Isotherm.Chains.Schedules;

/// <summary>What one GPU of a class requires under one version of a network's rules.</summary>
/// <param name="Class">The class.</param>
/// <param name="Name">Its printed name.</param>
/// <param name="Base">Base requirement of one GPU, in the network's requirement unit.</param>
/// <param name="DemandBps">Multiplier in basis points; 10 000 is 1.0×.</param>
public sealed record ClassRequirement(ClassId Class, string Name, BigInteger Base, BigInteger DemandBps);
