using Isotherm.Domain;

namespace Isotherm.Chains.Following;

/// <summary>A verified and decoded block.</summary>
internal sealed record BlockRead(Block Block, IReadOnlyList<Fact> Facts)
{
    public WindowBlock ForWindow => new(Block.Header.Ref, new FeedPair(Block.TokenPrice, Block.NativePrice), Block.Header.Timestamp);
}
