namespace Isotherm.Server.Wire;

/// <summary>Thresholds in force, how they came to be, and what is announced.</summary>
/// <param name="Block">The block that <paramref name="Current"/> and <paramref name="Scheduled"/> hold for.</param>
/// <param name="Current">In force at the block.</param>
/// <param name="History">Changes up to the block, newest first; the manifest's own come before the first.</param>
/// <param name="Scheduled">Announced and still open at the block, of every kind.</param>
internal sealed record ThresholdsAnswer(
    BlockBody Block,
    ThresholdsBody Current,
    IReadOnlyList<ThresholdsChangeBody> History,
    IReadOnlyList<ScheduledBody> Scheduled);
