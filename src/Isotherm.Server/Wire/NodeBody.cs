using System.Numerics;

namespace Isotherm.Server.Wire;

/// <summary>One active node. Its own ratio informs; it does not queue.</summary>
internal sealed record NodeBody(
    string Id,
    BigInteger Gpus,
    string Collateral,
    string Rewards,
    string? GasCost,
    string? Requirement,
    string? Ratio,
    string Zone);
