using Isotherm.Chains;
using Isotherm.Chains.Manifests;
using Isotherm.Domain;
using Isotherm.Server.Wire;

namespace Isotherm.Server;

/// <summary>The real chain behind <see cref="IChainSource"/>: a follower over the endpoints of a manifest.</summary>
internal sealed class FollowerSource(ChainFollower follower) : IChainSource
{
    /// <inheritdoc />
    public ChainStatus Status => Of(follower.Status);

    /// <summary>Follows the chain that a manifest names, or plays the recording that stands in for one.</summary>
    public static IChainSource Open(Manifest manifest, ILoggerFactory logs) => manifest.Recorded is not null
        ? RecordedSource.Open(manifest, logs)
        : new FollowerSource(new ChainFollower(manifest, new ChainFollowerOptions(), TimeProvider.System, logs.CreateLogger<ChainFollower>()));

    /// <inheritdoc />
    public IAsyncEnumerable<ChainStep> FollowAsync(IReadOnlyList<BlockRef> known, string? expectedGenesis, CancellationToken ct) =>
        follower.FollowAsync(known, expectedGenesis, ct);

    /// <inheritdoc />
    public ValueTask DisposeAsync() => follower.DisposeAsync();

    private static ChainStatus Of(FollowerStatus status) => new()
    {
        ChainId = (long?)status.ChainId,
        GenesisHash = status.GenesisHash,
        Following = status.Phase == FollowerPhase.Following,
        Head = status.Head?.Number,
        AnnouncedAt = status.AnnouncedAt,
        Safe = status.Safe,
        Finalized = status.Finalized,
        Problem = status.Problem,
        Backfill = status.Backfill is { } backfill ? new BackfillBody(backfill.From, backfill.To, backfill.At) : null,
        Endpoints = [.. status.Endpoints.Select(static e => new EndpointBody(e.Name, e.State, e.Head, e.LatencyMs, e.LastError))],
        LastHeardAt = status.LastHeardAt,
    };
}
