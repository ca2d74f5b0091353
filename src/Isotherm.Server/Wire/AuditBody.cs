namespace Isotherm.Server.Wire;

/// <summary>How the network's self-audit stands: whether the contract itself agrees.</summary>
internal sealed record AuditBody
{
    /// <summary>The views that are asked: ratio, requirement, queue.</summary>
    public required IReadOnlyList<string> Views { get; init; }

    /// <summary>The block that was audited last; null before the first.</summary>
    public BlockBody? Block { get; init; }

    /// <summary>When that was done, ISO-8601 UTC, milliseconds.</summary>
    public string? At { get; init; }

    /// <summary>Counts of that block.</summary>
    public required AuditTallyBody Last { get; init; }

    /// <summary>Counts since the server started.</summary>
    public required AuditTallyBody Total { get; init; }

    /// <summary>Blocks audited since the server started.</summary>
    public required long Blocks { get; init; }

    /// <summary>Head blocks that went unaudited since then, because the audit before was still running.</summary>
    public required long Skipped { get; init; }

    /// <summary>Every cluster was compared within so many blocks of the last audited one; null until each was once.</summary>
    public ulong? CoverageBlocks { get; init; }

    /// <summary>After a mismatch: all clusters are being visited.</summary>
    public required bool Sweeping { get; init; }

    /// <summary>Clusters that disagree at the head; at most 1000 of them are listed.</summary>
    public required int DisputedCount { get; init; }

    /// <summary>Their ids, in the order of registration.</summary>
    public required IReadOnlyList<string> Disputed { get; init; }

    /// <summary>Where clusters began to disagree, newest first, at most 100.</summary>
    public required IReadOnlyList<AuditMismatchBody> Mismatches { get; init; }

    /// <summary>Why a cluster of the last block could not be judged, one clause; null when all could.</summary>
    public string? Trouble { get; init; }
}
