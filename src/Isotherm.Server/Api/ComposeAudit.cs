using Isotherm.Server.Auditing;
using Isotherm.Server.Wire;

namespace Isotherm.Server.Api;

/// <summary>A network's self-audit as bodies. Not pure: it is about now.</summary>
internal static class ComposeAudit
{
    private const int DisputedShown = 1_000;

    /// <summary>In short; null where the contract can't be asked.</summary>
    public static AuditSummaryBody? Summary(NetworkRuntime network) => network.Audit?.Report is { } report
        ? new AuditSummaryBody(report.Block?.Number, report.Total.Checked, Disputed(network).Count(), report.Total.Mismatches, report.Skipped)
        : null;

    /// <summary>In full; null as above.</summary>
    public static AuditBody? Of(NetworkRuntime network)
    {
        if (network.Audit is not { } audit)
            return null;
        var report = audit.Report;
        var disputed = Disputed(network).ToArray();
        return new AuditBody
        {
            Views = audit.Views,
            Block = report.Block is { } block ? Compose.Block(block) : null,
            At = report.At is { } at ? WireText.Time(at) : null,
            Last = Tally(report.Last),
            Total = Tally(report.Total),
            Blocks = report.Blocks,
            Skipped = report.Skipped,
            CoverageBlocks = report.CoverageBlocks,
            Sweeping = report.Sweeping,
            DisputedCount = disputed.Length,
            Disputed = disputed[..Math.Min(disputed.Length, DisputedShown)],
            Mismatches =
            [
                .. report.Mismatches.Select(static mismatch => new AuditMismatchBody(
                    mismatch.Block.Number,
                    mismatch.Block.Hash,
                    mismatch.Cluster.ToString(),
                    mismatch.Difference.View,
                    mismatch.Difference.Ours,
                    mismatch.Difference.Contract)),
            ],
            Trouble = report.Trouble,
        };
    }

    private static IEnumerable<string> Disputed(NetworkRuntime network) =>
        network.View.Published?.Picture.Rows.Where(static row => row.Terms.IsDisputed).Select(static row => row.Terms.Id.ToString()) ?? [];

    private static AuditTallyBody Tally(AuditTally tally) => new(tally.Checked, tally.Calls, tally.Agreed, tally.Mismatches, tally.Unavailable);
}
