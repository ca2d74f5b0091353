namespace Isotherm.Chains.Recorded;

/// <summary>What is wrong with a recording.</summary>
/// <param name="File">The file's name, without its folder.</param>
/// <param name="Line">The line, from 1; 0 where the file as a whole is wrong.</param>
/// <param name="Path">A JSON pointer (RFC 6901) into the line; empty for the whole line.</param>
/// <param name="Message">What was found and what was expected.</param>
public sealed record FeedProblem(string File, int Line, string Path, string Message)
{
    /// <inheritdoc />
    public override string ToString() => $"{File}{(Line == 0 ? "" : $":{Line}")}{(Path.Length == 0 ? "" : $", {Path}")}: {Message}.";
}
