using Isotherm.Server.Wire;

namespace Isotherm.Server;

/// <summary>A chain source's state at one moment. Immutable.</summary>
internal sealed record ChainStatus
{
    /// <summary>EIP-155 chain id; null until an endpoint was reached.</summary>
    public long? ChainId { get; init; }

    /// <summary>Hash of block 0; null as above.</summary>
    public string? GenesisHash { get; init; }

    /// <summary>Has yielded all up to the announced head and follows it.</summary>
    public bool Following { get; init; }

    /// <summary>The announced head's number.</summary>
    public ulong? Head { get; init; }

    /// <summary>When that head was announced.</summary>
    public DateTimeOffset? AnnouncedAt { get; init; }

    /// <summary>The node's safe block, read once per head; null when it has none.</summary>
    public ulong? Safe { get; init; }

    /// <summary>The node's finalized block, as above.</summary>
    public ulong? Finalized { get; init; }

    /// <summary>What is wrong, in one sentence; null when nothing is.</summary>
    public string? Problem { get; init; }

    /// <summary>Progress of catching up; null when at head.</summary>
    public BackfillBody? Backfill { get; init; }

    /// <summary>Endpoints, by scheme, host and port.</summary>
    public IReadOnlyList<EndpointBody> Endpoints { get; init; } = [];

    /// <summary>How a recording is played; null where a chain is followed.</summary>
    public ReplayBody? Replay { get; init; }

    /// <summary>When any endpoint was last heard.</summary>
    public DateTimeOffset? LastHeardAt { get; init; }
}
