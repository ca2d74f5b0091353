namespace Isotherm.Chains.Manifests;

/// <summary>What a deployment knows and a template lacks.</summary>
public sealed record ManifestFill
{
    /// <summary>EIP-155 chain id.</summary>
    public required ulong ChainId { get; init; }

    /// <summary>Block 0's hash; null to leave it out.</summary>
    public string? GenesisHash { get; init; }

    /// <summary>Seconds between blocks.</summary>
    public required double BlockTimeSeconds { get; init; }

    /// <summary>The block in which the settlement contract was deployed, or an earlier one.</summary>
    public required ulong StartBlock { get; init; }

    /// <summary>Endpoints; at least one.</summary>
    public required IReadOnlyList<EndpointSpec> Endpoints { get; init; }

    /// <summary>Addresses by the template's names, for example <c>settlement</c> and <c>token</c>.</summary>
    public required IReadOnlyDictionary<string, string> Contracts { get; init; }

    /// <summary>Addresses by feed: <c>token</c>, <c>native</c>.</summary>
    public required IReadOnlyDictionary<string, string> Feeds { get; init; }

    /// <summary>Another id than the template's; null to keep it.</summary>
    public string? Id { get; init; }

    /// <summary>Another name than the template's; null to keep it.</summary>
    public string? Name { get; init; }
}
