using Isotherm.Chains.Manifests;
using Isotherm.Chains.Recorded;
using Isotherm.Domain;
using Isotherm.Server.Wire;

namespace Isotherm.Server;

/// <summary>A recording behind <see cref="IChainSource"/>. The journal is bound to chain 0 and the hash of the recording's header.</summary>
internal sealed class RecordedSource(RecordedFollower follower, RecordedSpec spec) : IChainSource
{
    /// <summary>The chain id of all recordings.</summary>
    public const long ChainId = 0;

    /// <inheritdoc />
    public ChainStatus Status => Of(follower.Status);

    /// <summary>Plays the recording that a manifest names.</summary>
    public static IChainSource Open(Manifest manifest, ILoggerFactory logs) =>
        new RecordedSource(new RecordedFollower(manifest, TimeProvider.System, logs.CreateLogger<RecordedFollower>()), manifest.Recorded!);

    /// <inheritdoc />
    public IAsyncEnumerable<ChainStep> FollowAsync(IReadOnlyList<BlockRef> known, string? expectedGenesis, CancellationToken ct) =>
        follower.FollowAsync(known, expectedGenesis, ct);

    /// <inheritdoc />
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private ChainStatus Of(RecordedStatus status) => new()
    {
        ChainId = status.HeaderHash is null ? null : ChainId,
        GenesisHash = status.HeaderHash,
        Following = status is { HeaderHash: not null, Problem: null },
        Head = status.Head,
        Problem = status.Problem,
        Replay = new ReplayBody(
            spec.Speed,
            spec.Loop,
            status.Round,
            status.From is { } from ? WireText.Time(from) : null,
            status.To is { } to ? WireText.Time(to) : null),
    };
}
