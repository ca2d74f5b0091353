using Isotherm.Chains.Evm.Abi;
using Isotherm.Domain;

namespace Isotherm.Chains.Manifests;

/// <summary>A view of a contract that is asked about one cluster.</summary>
/// <param name="Address">The contract, lower-case 0x-hex.</param>
/// <param name="Function">One parameter: the cluster's id.</param>
public sealed record ContractView(string Address, AbiFunction Function)
{
    /// <summary>Call data, 0x-hex; null where the id does not fit the parameter's type.</summary>
    public string? CallData(ClusterId cluster) => ClusterArgument.CallData(Function, cluster);
}
