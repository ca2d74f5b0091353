namespace Isotherm.Cli.Drafting;

/// <summary>What a node knows and an ABI does not; null where it could not be learned.</summary>
internal sealed record NodeFacts
{
    /// <summary>EIP-155 chain id.</summary>
    public required ulong ChainId { get; init; }

    /// <summary>Hash of block 0.</summary>
    public string? GenesisHash { get; init; }

    /// <summary>Mean seconds between the last blocks; null on a chain of one block.</summary>
    public double? BlockTimeSeconds { get; init; }

    /// <summary>The block in which the contract was deployed; null where old state is gone or no address was given.</summary>
    public ulong? DeployedAt { get; init; }

    /// <summary>The collateral token.</summary>
    public ContractFacts? Token { get; init; }

    /// <summary>The token's price feed.</summary>
    public ContractFacts? TokenFeed { get; init; }

    /// <summary>The gas token's price feed.</summary>
    public ContractFacts? NativeFeed { get; init; }

    /// <summary>Numbers that the contract's getters gave, by the manifest's words: <c>warningBps</c>, <c>criticalBps</c>, <c>maxAge</c>, <c>recoveryWindow</c>, <c>settlementGas</c>.</summary>
    public IReadOnlyDictionary<string, ulong> Numbers { get; init; } = new Dictionary<string, ulong>();

    /// <summary>A contract that the settlement contract names.</summary>
    internal sealed record ContractFacts(string Address, int? Decimals, string? Symbol);
}
