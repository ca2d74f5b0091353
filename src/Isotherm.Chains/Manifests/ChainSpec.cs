namespace Isotherm.Chains.Manifests;

/// <summary>The chain a manifest names.</summary>
public sealed record ChainSpec
{
    /// <summary>EIP-155 chain id; a node that answers another one is refused. 0 for a recording, which has none.</summary>
    public required ulong ChainId { get; init; }

    /// <summary>Block 0's hash, lower-case; null where the manifest leaves it to the data directory.</summary>
    public string? GenesisHash { get; init; }

    /// <summary>The usual time between blocks.</summary>
    public required TimeSpan BlockTime { get; init; }

    /// <summary>Blocks below head at which a block counts as confirmed.</summary>
    public required int Confirmations { get; init; }

    /// <summary>Endpoints in order of preference; at least one.</summary>
    public required IReadOnlyList<EndpointSpec> Endpoints { get; init; }

    /// <summary>The first block read, usually the one the contract was deployed in.</summary>
    public required ulong StartBlock { get; init; }

    /// <summary>Most blocks asked for in one <c>eth_getLogs</c>; refusals lower it.</summary>
    public required int LogRange { get; init; }
}
