namespace Isotherm.Cli.Drafting;

/// <summary>What <c>manifest init</c> is asked to do.</summary>
internal sealed record InitRequest
{
    /// <summary>The file with the contract's ABI.</summary>
    public required string Abi { get; init; }

    /// <summary>The network's id; null to take it from the contract's name.</summary>
    public string? Id { get; init; }

    /// <summary>The network's printed name; null to take it from the contract's name.</summary>
    public string? Name { get; init; }

    /// <summary>The contract's address, lower-case 0x-hex; null when it is not known.</summary>
    public string? Address { get; init; }

    /// <summary>A node of the contract's chain; null for none.</summary>
    public Uri? Node { get; init; }

    /// <summary>Where the draft goes; null for standard output.</summary>
    public string? Output { get; init; }

    /// <summary>Whether a file that is there may be replaced.</summary>
    public bool Force { get; init; }
}
