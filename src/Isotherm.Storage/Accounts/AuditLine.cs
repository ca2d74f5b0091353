namespace Isotherm.Storage.Accounts;

/// <summary>A line of the audit log.</summary>
/// <param name="Number">Counts up; never given twice.</param>
/// <param name="At">When.</param>
/// <param name="Note">What.</param>
public sealed record AuditLine(long Number, DateTimeOffset At, AuditNote Note);
