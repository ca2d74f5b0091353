using Isotherm.Domain;

namespace Isotherm.Chains.Following;

/// <summary>A yielded block.</summary>
/// <param name="Ref">Place and identity.</param>
/// <param name="Feeds">The feeds at its end; null for a block of an earlier run.</param>
/// <param name="Time">Its unix second; null for a block of an earlier run.</param>
internal sealed record WindowBlock(BlockRef Ref, FeedPair? Feeds, long? Time);
