using Isotherm.Chains.Evm.Abi;

namespace Isotherm.Chains.Manifests;

/// <summary>An event of a contract and what it does.</summary>
/// <param name="Contract">The manifest's name of the contract.</param>
/// <param name="Address">Its address, lower-case 0x-hex.</param>
/// <param name="Event">The event.</param>
/// <param name="Effects">What follows from it, in order.</param>
public sealed record EventBinding(string Contract, string Address, AbiEvent Event, IReadOnlyList<BoundEffect> Effects);
