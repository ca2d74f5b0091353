namespace Isotherm.Chains.Recorded;

/// <summary>How a line of a recording ended.</summary>
internal enum FeedLineEnding
{
    /// <summary>With a line feed, as it should.</summary>
    LineFeed,

    /// <summary>With the file, in the midst of a line.</summary>
    EndOfFile,

    /// <summary>There was no line: the file had ended.</summary>
    Nothing,

    /// <summary>Not within the longest line that is read.</summary>
    TooLong,
}
