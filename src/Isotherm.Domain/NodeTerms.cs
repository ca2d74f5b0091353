using System.Numerics;

namespace Isotherm.Domain;

/// <summary>One node's own terms. Amounts in token base units.</summary>
public sealed record NodeTerms(NodeId Id, BigInteger Gpus, BigInteger Collateral, BigInteger Rewards);
