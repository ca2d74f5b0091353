using Isotherm.Chains.Evm.Abi;

namespace Isotherm.Chains.Manifests;

/// <summary>The transaction by which a contract takes note of its price, so that a recovery window begins on time (spec 5.3).</summary>
/// <param name="Address">The contract, lower-case 0x-hex.</param>
/// <param name="Function">No parameters.</param>
/// <param name="Seen">A view without parameters: <c>updatedAt</c> (unix second) of the price that the contract noted last.</param>
public sealed record PriceTouch(string Address, AbiFunction Function, AbiFunction Seen);
