using Isotherm.Domain;

namespace Isotherm.Chains.Auditing;

/// <summary>What the contract's views say about one cluster; null for a view that the manifest does not have.</summary>
/// <param name="Cluster">The cluster.</param>
/// <param name="Ratio">A <see cref="ViewAnswer.Number"/> (floor, 18 decimals; 2²⁵⁶−1 where nothing is required), or why there is none.</param>
/// <param name="Requirement">A <see cref="ViewAnswer.Number"/> (exact, undivided), or why there is none.</param>
/// <param name="Queue">A <see cref="ViewAnswer.Place"/>, or why there is none.</param>
public sealed record ClusterStatement(ClusterId Cluster, ViewAnswer? Ratio, ViewAnswer? Requirement, ViewAnswer? Queue);
