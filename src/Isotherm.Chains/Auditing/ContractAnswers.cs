namespace Isotherm.Chains.Auditing;

/// <summary>What a question to the contract gave.</summary>
/// <param name="Clusters">One item per cluster asked, in order.</param>
/// <param name="Calls">JSON-RPC calls that were sent.</param>
public sealed record ContractAnswers(IReadOnlyList<ClusterStatement> Clusters, int Calls);
