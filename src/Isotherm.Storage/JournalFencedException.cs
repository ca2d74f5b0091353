namespace Isotherm.Storage;

/// <summary>Another writer has opened the journal since; this one must stop. Nothing was stored.</summary>
/// <param name="generation">The fencing number that is too old.</param>
public sealed class JournalFencedException(long generation)
    : Exception($"A newer writer has opened the journal; generation {generation} may write no more.")
{
    /// <summary>The fencing number that is too old.</summary>
    public long Generation => generation;
}
