using Isotherm.Chains.Checking;
using Isotherm.Chains.Manifests;

namespace Isotherm.Chains.Following;

/// <summary>Checks that a node is of the chain and has the contracts that a manifest names, before anything it says is believed.</summary>
internal sealed class NodeGuard(Manifest manifest, string? expectedGenesis)
{
    private readonly NodeClaims _claims = new(manifest);

    /// <summary>The genesis hash, or what is wrong.</summary>
    public async Task<Fetched<string>> CheckAsync(EvmNode node, CancellationToken cancellation)
    {
        var (genesis, faults) = await _claims.AskAsync(node, cancellation).ConfigureAwait(false);
        if (expectedGenesis is { } remembered && genesis is not null && !string.Equals(remembered, genesis, StringComparison.OrdinalIgnoreCase))
        {
            return new Trouble(TroubleKind.Refused, $"{node.Name} has the genesis block {genesis}; expected {remembered}, with which the data directory was made: point it at that chain, or start with a new data directory.");
        }

        return faults.Count == 0 ? genesis! : Of(faults[0]);
    }

    private Trouble Of(NodeFault fault) => fault.Kind == TroubleKind.Refused
        ? new Trouble(fault.Kind, $"{fault.Message}, as the manifest of '{manifest.Id}' says{manifest.Source.Place(fault.Pointer)}.")
        : new Trouble(fault.Kind, $"{fault.Message}.");
}
