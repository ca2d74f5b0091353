namespace Isotherm.Domain;

/// <summary>What a chain follower yields. A reorganisation is data, not an exception.</summary>
public abstract record ChainStep
{
    private ChainStep()
    {
    }

    /// <summary>The next block on top of the last one, with its facts in log order.</summary>
    /// <param name="Block">The block.</param>
    /// <param name="Facts">Its facts.</param>
    /// <param name="AtHead">False while backfilling below the head that the node announced.</param>
    public sealed record Extend(Block Block, IReadOnlyList<Fact> Facts, bool AtHead) : ChainStep;

    /// <summary>Blocks above <paramref name="To"/> are orphaned; <paramref name="To"/> is the common ancestor.</summary>
    public sealed record Rewind(BlockRef To) : ChainStep;
}
