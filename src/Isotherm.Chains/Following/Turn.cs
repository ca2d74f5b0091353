using Isotherm.Domain;

namespace Isotherm.Chains.Following;

/// <summary>What one look at a node gave.</summary>
internal abstract record Turn
{
    private Turn()
    {
    }

    /// <summary>Blocks on top of our last one.</summary>
    internal sealed record Extend(IReadOnlyList<BlockRead> Blocks, ulong Head) : Turn;

    /// <summary>Our blocks above this one are gone.</summary>
    internal sealed record Rewind(BlockRef To) : Turn;

    /// <summary>Nothing new. <paramref name="LookAgainSoon"/>: the node seems to be behind us.</summary>
    internal sealed record Idle(bool LookAgainSoon) : Turn;

    /// <summary>Something is in the way.</summary>
    internal sealed record Stuck(Trouble Trouble) : Turn;
}
