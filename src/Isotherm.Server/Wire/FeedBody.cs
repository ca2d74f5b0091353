namespace Isotherm.Server.Wire;

/// <summary>A feed's answer at the block; all but the verdict are null where there is none.</summary>
/// <param name="Value">Scaled by 10^<paramref name="Decimals"/>.</param>
/// <param name="Decimals">0–18.</param>
/// <param name="UpdatedAt">ISO-8601 UTC.</param>
/// <param name="Round">The feed's round id.</param>
/// <param name="Verdict">valid, missing, notPositive, tooLarge, stale or fromTheFuture.</param>
internal sealed record FeedBody(string? Value, int? Decimals, string? UpdatedAt, string? Round, string Verdict);
