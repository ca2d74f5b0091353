using Isotherm.Domain;

namespace Isotherm.Server.Auditing;

/// <summary>How the self-audit stands. Immutable, swapped whole.</summary>
internal sealed record AuditReport
{
    /// <summary>The block that was audited last; null before the first.</summary>
    public BlockHeader? Block { get; init; }

    /// <summary>When that was done.</summary>
    public DateTimeOffset? At { get; init; }

    /// <summary>Counts of that block.</summary>
    public AuditTally Last { get; init; }

    /// <summary>Counts since the start.</summary>
    public AuditTally Total { get; init; }

    /// <summary>Blocks audited since the start.</summary>
    public long Blocks { get; init; }

    /// <summary>Head blocks since the start that went unaudited, since the audit before was still running.</summary>
    public long Skipped { get; init; }

    /// <summary>Every cluster was compared within so many blocks; null until each was once.</summary>
    public ulong? CoverageBlocks { get; init; }

    /// <summary>A mismatch was found, and all clusters are being visited.</summary>
    public bool Sweeping { get; init; }

    /// <summary>Where clusters began to disagree, newest first.</summary>
    public IReadOnlyList<AuditMismatch> Mismatches { get; init; } = [];

    /// <summary>Why the last cluster that could not be judged could not; null while all can.</summary>
    public string? Trouble { get; init; }
}
