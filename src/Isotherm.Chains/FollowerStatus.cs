using Isotherm.Domain;

namespace Isotherm.Chains;

/// <summary>An immutable snapshot of how a follower stands.</summary>
public sealed record FollowerStatus
{
    /// <summary>What it is doing.</summary>
    public FollowerPhase Phase { get; init; }

    /// <summary>The node's chain id, once it said it and it was the manifest's.</summary>
    public ulong? ChainId { get; init; }

    /// <summary>Block 0's hash, once verified; a data directory remembers it.</summary>
    public string? GenesisHash { get; init; }

    /// <summary>The head that the node announced last.</summary>
    public BlockRef? Head { get; init; }

    /// <summary>The last block yielded, or the ancestor that was rewound to.</summary>
    public BlockRef? LastYielded { get; init; }

    /// <summary>The node's <c>safe</c> block; null if not to be had.</summary>
    public ulong? Safe { get; init; }

    /// <summary>The node's <c>finalized</c> block; null if not to be had.</summary>
    public ulong? Finalized { get; init; }

    /// <summary>One sentence — what, where, expected — or null.</summary>
    public string? Problem { get; init; }

    /// <summary>Since when there has been a problem.</summary>
    public DateTimeOffset? ProblemSince { get; init; }

    /// <summary>Progress while <see cref="FollowerPhase.Backfilling"/>; else null.</summary>
    public BackfillProgress? Backfill { get; init; }

    /// <summary>Endpoints in the manifest's order.</summary>
    public IReadOnlyList<EndpointStatus> Endpoints { get; init; } = [];

    /// <summary>When any endpoint last answered well.</summary>
    public DateTimeOffset? LastHeardAt { get; init; }

    /// <summary>When the present head was first heard of.</summary>
    public DateTimeOffset? AnnouncedAt { get; init; }
}
