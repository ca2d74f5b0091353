namespace Isotherm.Server;

/// <summary>How long the head took; null until measured.</summary>
/// <param name="Source">From the endpoint's announcement to the verified block.</param>
/// <param name="Commit">To the journal.</param>
/// <param name="Publish">From the commit to the viewers' frame.</param>
internal sealed record LatencyFigures(TimeSpan? Source, TimeSpan? Commit, TimeSpan? Publish)
{
    /// <summary>Nothing measured so far.</summary>
    public static LatencyFigures None { get; } = new(null, null, null);
}
