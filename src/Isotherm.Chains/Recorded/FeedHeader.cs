namespace Isotherm.Chains.Recorded;

/// <summary>A recording's first line.</summary>
/// <param name="Hash">SHA-256 of the line, <c>0x</c> and 64 hex digits: what a data directory remembers the recording by.</param>
/// <param name="From">Unix second of the first block.</param>
/// <param name="To">Unix second of the last block: a file that was cut off at a line's end shows by it.</param>
public sealed record FeedHeader(string Hash, long From, long To);
