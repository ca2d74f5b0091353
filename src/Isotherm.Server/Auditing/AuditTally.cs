namespace Isotherm.Server.Auditing;

/// <summary>Counts of one audit, or of all since the start. A cluster that is compared twice counts twice.</summary>
/// <param name="Checked">Clusters asked about; agreed, mismatches and unavailable sum to it.</param>
/// <param name="Calls">JSON-RPC calls.</param>
/// <param name="Agreed">Clusters whose views all agree.</param>
/// <param name="Mismatches">Clusters of which a view disagrees.</param>
/// <param name="Unavailable">Clusters about which no judgement was to be had.</param>
internal readonly record struct AuditTally(long Checked, long Calls, long Agreed, long Mismatches, long Unavailable)
{
    /// <summary>Member-wise sum.</summary>
    public AuditTally Plus(AuditTally other) => new(
        Checked + other.Checked, Calls + other.Calls, Agreed + other.Agreed, Mismatches + other.Mismatches, Unavailable + other.Unavailable);
}
