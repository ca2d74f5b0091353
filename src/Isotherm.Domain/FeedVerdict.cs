namespace Isotherm.Domain;

/// <summary>Whether a feed's answer may be used at a block (spec 1.7). Wire names are the camelCase member names.</summary>
public enum FeedVerdict
{
    /// <summary>Positive, below 2⁹⁶ and fresh.</summary>
    Valid,

    /// <summary>No reading at this block: the call failed, or the network names no such feed.</summary>
    Missing,

    /// <summary>Zero or negative.</summary>
    NotPositive,

    /// <summary>2⁹⁶ or more.</summary>
    TooLarge,

    /// <summary><c>updatedAt</c> is 0 or more than <c>maxAge</c> seconds before the block.</summary>
    Stale,

    /// <summary><c>updatedAt</c> is after the block's own time.</summary>
    FromTheFuture,
}
