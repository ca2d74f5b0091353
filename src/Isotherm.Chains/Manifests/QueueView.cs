using Isotherm.Domain;

namespace Isotherm.Chains.Manifests;

/// <summary>The view that tells where a cluster stands in the liquidation queue.</summary>
/// <param name="View">Contract and function.</param>
/// <param name="States">What each number of the state output means, from 0 up.</param>
/// <param name="State">Position of the state among the outputs.</param>
/// <param name="FlaggedAt">Position of the flag's unix second; null where the view does not tell it.</param>
/// <param name="Deadline">Position of the deadline's unix second; null as above.</param>
public sealed record QueueView(ContractView View, IReadOnlyList<QueueState> States, int State, int? FlaggedAt, int? Deadline);
