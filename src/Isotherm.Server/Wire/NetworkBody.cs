namespace Isotherm.Server.Wire;

/// <summary>A network as it stands now.</summary>
internal sealed record NetworkBody
{
    /// <summary>Id in URLs.</summary>
    public required string Id { get; init; }

    /// <summary>Printed name.</summary>
    public required string Name { get; init; }

    /// <summary>EIP-155 chain id; null for a recording.</summary>
    public long? ChainId { get; init; }

    /// <summary>Hash of block 0, or of a recording's header; null until the chain was reached.</summary>
    public string? GenesisHash { get; init; }

    /// <summary>Addresses by the manifest's names.</summary>
    public required IReadOnlyDictionary<string, string> Contracts { get; init; }

    /// <summary>The collateral token.</summary>
    public required TokenBody Token { get; init; }

    /// <summary>The last committed block.</summary>
    public BlockBody? Head { get; init; }

    /// <summary>The last confirmed block.</summary>
    public BlockBody? Confirmed { get; init; }

    /// <summary>The node's safe block number.</summary>
    public ulong? Safe { get; init; }

    /// <summary>The node's finalized block number.</summary>
    public ulong? Finalized { get; init; }

    /// <summary>live, late or stale; replay for a recording.</summary>
    public required string Status { get; init; }

    /// <summary>What is wrong, in one sentence; null when nothing is.</summary>
    public string? Problem { get; init; }

    /// <summary>Thresholds in force.</summary>
    public ThresholdsBody? Thresholds { get; init; }

    /// <summary>Clusters per zone.</summary>
    public CountsBody? Counts { get; init; }

    /// <summary>Clusters in the liquidation queue.</summary>
    public int? Queued { get; init; }

    /// <summary>Latency of the head.</summary>
    public required LatencyBody Latency { get; init; }

    /// <summary>Chain endpoints.</summary>
    public required IReadOnlyList<EndpointBody> Endpoints { get; init; }

    /// <summary>Progress of catching up; null when at head.</summary>
    public BackfillBody? Backfill { get; init; }

    /// <summary>The chain's usual seconds between blocks.</summary>
    public required double BlockTime { get; init; }

    /// <summary>Blocks below head at which a block is confirmed.</summary>
    public required int Confirmations { get; init; }

    /// <summary>Last published sequence; 0 before any.</summary>
    public required long Seq { get; init; }

    /// <summary>Identity of the data directory; null while it can't be opened.</summary>
    public string? JournalId { get; init; }

    /// <summary>Confirmed blocks that were orphaned since the server started.</summary>
    public required int Revised { get; init; }

    /// <summary>The self-audit in short; null where the manifest has no views.</summary>
    public AuditSummaryBody? Audit { get; init; }

    /// <summary>Says that the figures are simulated; null where they are a chain's.</summary>
    public SimulationBody? Simulation { get; init; }

    /// <summary>How a recording is played; null where a chain is followed.</summary>
    public ReplayBody? Replay { get; init; }
}
