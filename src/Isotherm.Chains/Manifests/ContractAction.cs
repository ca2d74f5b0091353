using Isotherm.Chains.Evm.Abi;
using Isotherm.Domain;

namespace Isotherm.Chains.Manifests;

/// <summary>What anyone may do to one cluster by a transaction.</summary>
/// <param name="Address">The contract, lower-case 0x-hex.</param>
/// <param name="Function">One parameter: the cluster's id.</param>
public sealed record ContractAction(string Address, AbiFunction Function)
{
    /// <summary>Call data, 0x-hex; null where the id does not fit the parameter's type.</summary>
    public string? CallData(ClusterId cluster) => ClusterArgument.CallData(Function, cluster);
}
