namespace Isotherm.Server.Auth.Wire;

/// <summary>Lines of the audit log, newest first.</summary>
/// <param name="Lines">The lines.</param>
/// <param name="Next">The parameter before of the next page; null on the last one.</param>
internal sealed record AuditLogAnswer(IReadOnlyList<AuditLineBody> Lines, long? Next);
