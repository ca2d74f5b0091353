namespace Isotherm.Chains.Manifests;

/// <summary>How a price feed is read at the head.</summary>
public enum FeedRead
{
    /// <summary><c>latestRoundData()</c> at each block's hash.</summary>
    View,

    /// <summary>The last <c>AnswerUpdated</c> event.</summary>
    Event,
}
