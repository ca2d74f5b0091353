using Isotherm.Chains.Evm;
using Isotherm.Chains.Manifests;

namespace Isotherm.Chains.Following;

/// <summary>One of the manifest's endpoints and what we hold of it.</summary>
internal sealed class Endpoint(int index, EndpointSpec spec, JsonRpcClient rpc)
{
    public int Index => index;

    public EndpointSpec Spec => spec;

    public JsonRpcClient Rpc => rpc;

    public EvmNode Node { get; } = new(rpc);

    /// <summary>Chain id, genesis and contracts were checked since it last failed.</summary>
    public bool IsVerified { get; set; }

    public DateTimeOffset? FailedAt { get; set; }

    public HeadSubscription? Heads { get; set; }
}
