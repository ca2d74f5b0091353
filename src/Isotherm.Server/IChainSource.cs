using Isotherm.Domain;

namespace Isotherm.Server;

/// <summary>A chain as the runtime sees it: the process boundary behind which nodes, manifests and feeds live.</summary>
internal interface IChainSource : IAsyncDisposable
{
    /// <summary>The source's state now; an immutable snapshot.</summary>
    ChainStatus Status { get; }

    /// <summary>Verified blocks and rewinds, without end; a broken environment is said in <see cref="Status"/>, not thrown.</summary>
    /// <param name="known">Recent canonical blocks of the journal, oldest first; empty for a new one.</param>
    /// <param name="expectedGenesis">What the journal was made with; null for a new one.</param>
    /// <param name="ct">Ends the sequence.</param>
    IAsyncEnumerable<ChainStep> FollowAsync(IReadOnlyList<BlockRef> known, string? expectedGenesis, CancellationToken ct);
}
