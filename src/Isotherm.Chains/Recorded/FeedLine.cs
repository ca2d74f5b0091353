namespace Isotherm.Chains.Recorded;

/// <summary>One line of a recording, without its line feed. The bytes hold until the next line is read.</summary>
/// <param name="Bytes">The line.</param>
/// <param name="Ending">How it ended.</param>
internal readonly record struct FeedLine(ReadOnlyMemory<byte> Bytes, FeedLineEnding Ending);
