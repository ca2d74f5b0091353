using System.Numerics;

namespace Isotherm.Cli.Keeping;

/// <summary>What <c>keeper</c> is asked to do.</summary>
internal sealed record KeeperRequest
{
    /// <summary>The manifest's file.</summary>
    public required string Manifest { get; init; }

    /// <summary>The node; null for the manifest's own endpoints.</summary>
    public Uri? Node { get; init; }

    /// <summary>The external signer; null where the node signs.</summary>
    public Uri? Signer { get; init; }

    /// <summary>The sending account, lower-case; null for the only one that the signer has.</summary>
    public string? From { get; init; }

    /// <summary>Most wei per gas.</summary>
    public BigInteger MaxFee { get; init; } = BigInteger.Pow(10, 11);

    /// <summary>Wei per gas for the block's proposer.</summary>
    public BigInteger Tip { get; init; } = BigInteger.Pow(10, 9);

    /// <summary>Most gas of one transaction.</summary>
    public BigInteger MaxGas { get; init; } = 1_000_000;

    /// <summary>Clusters asked about at a head.</summary>
    public int MostAsked { get; init; } = 1_000;

    /// <summary>Transactions that may wait at a time.</summary>
    public int MostWaiting { get; init; } = 16;

    /// <summary>Decide and simulate, send nothing.</summary>
    public bool DryRun { get; init; }

    /// <summary>One head only.</summary>
    public bool Once { get; init; }

    /// <summary>With <see cref="Once"/>: how long the node may take to answer and to mine.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>A JSON object a line instead of words.</summary>
    public bool AsJson { get; init; }
}
