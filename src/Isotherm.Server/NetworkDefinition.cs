using Isotherm.Chains.Auditing;
using Isotherm.Domain;
using Isotherm.Server.Wire;
using Isotherm.Storage;

namespace Isotherm.Server;

/// <summary>A network to run: what its manifest fixes, and how to reach its journal and its chain.</summary>
internal sealed record NetworkDefinition
{
    /// <summary>The fold's rules; holds the network's id.</summary>
    public required NetworkRules Rules { get; init; }

    /// <summary>Printed name.</summary>
    public required string Name { get; init; }

    /// <summary>Addresses by the manifest's names.</summary>
    public required IReadOnlyDictionary<string, string> Contracts { get; init; }

    /// <summary>Names the manifest's content: bodies made under another manifest have other tags.</summary>
    public required string Fingerprint { get; init; }

    /// <summary>Where the journal's files are.</summary>
    public required string JournalDirectory { get; init; }

    /// <summary>Opens the journal; throws <see cref="JournalRefusedException"/> when it can't be used.</summary>
    public required Func<CancellationToken, Task<IJournal>> OpenJournal { get; init; }

    /// <summary>A fresh chain source.</summary>
    public required Func<ILoggerFactory, IChainSource> OpenChain { get; init; }

    /// <summary>A fresh way to ask the network's contract itself; null where the manifest has no views.</summary>
    public Func<IContractAuditor>? OpenAuditor { get; init; }

    /// <summary>The manifest's EIP-155 chain id; null where no chain is followed. Wallets sign in for it.</summary>
    public ulong? ChainId { get; init; }

    /// <summary>The chain's JSON-RPC endpoints, in order of preference; each may carry a key.</summary>
    public IReadOnlyList<Uri> Nodes { get; init; } = [];

    /// <summary>Says that the figures are simulated; null where they are a chain's.</summary>
    public SimulationBody? Simulation { get; init; }

    /// <summary>A recording is played; no chain is followed.</summary>
    public bool IsReplay { get; init; }

    /// <summary>Blocks from one saved state to the next.</summary>
    public ulong SnapshotEvery { get; init; } = 1_000;

    /// <summary>The network's id in URLs.</summary>
    public string Id => Rules.NetworkId;
}
