using Isotherm.Domain;

namespace Isotherm.Chains.Feeds;

/// <summary>What <c>latestRoundData()</c> at a block gave.</summary>
internal abstract record FeedView
{
    private FeedView()
    {
    }

    /// <summary>The feed's answer, or null where the call reverts or answers something else.</summary>
    internal sealed record Read(FeedReading? Reading) : FeedView;

    /// <summary>The node does not have the block's state (any more).</summary>
    internal sealed record StateGone(string Reason) : FeedView;

    /// <summary>No answer: to be asked again.</summary>
    internal sealed record Failed(string Reason) : FeedView;
}
