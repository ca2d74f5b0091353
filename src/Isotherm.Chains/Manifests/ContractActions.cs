namespace Isotherm.Chains.Manifests;

/// <summary>Transactions that run the liquidation queue and are open to anyone (spec 5.5); at least one is there.</summary>
/// <param name="Flag">Puts a cluster below critical into the queue.</param>
/// <param name="Cure">Takes a cluster that recovered out of it.</param>
/// <param name="Liquidate">Ends a cluster that is due.</param>
/// <param name="TouchPrice">Notes the price.</param>
public sealed record ContractActions(ContractAction? Flag, ContractAction? Cure, ContractAction? Liquidate, PriceTouch? TouchPrice);
