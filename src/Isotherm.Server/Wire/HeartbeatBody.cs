namespace Isotherm.Server.Wire;

/// <summary>Sent at least every 5 s: a halted chain and a dead server look different.</summary>
/// <param name="Time">Server clock, ISO-8601 UTC, milliseconds.</param>
/// <param name="Seq">Last published sequence; 0 before any.</param>
/// <param name="Block">Last committed block.</param>
/// <param name="Confirmed">Last confirmed block's number.</param>
/// <param name="Status">live, late or stale, as the server sees the chain; replay for a recording.</param>
/// <param name="SilentSeconds">Since any endpoint was heard; null before the first word.</param>
/// <param name="Problem">One sentence, or null.</param>
/// <param name="Backfill">Progress of catching up; null when at head.</param>
/// <param name="Audit">The self-audit in short; null where the manifest has no views.</param>
internal sealed record HeartbeatBody(
    string Time,
    long Seq,
    BlockBody? Block,
    ulong? Confirmed,
    string Status,
    double? SilentSeconds,
    string? Problem,
    BackfillBody? Backfill,
    AuditSummaryBody? Audit);
