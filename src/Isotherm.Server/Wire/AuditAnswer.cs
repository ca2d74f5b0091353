namespace Isotherm.Server.Wire;

/// <summary>The self-audit; null where the manifest has no views.</summary>
internal sealed record AuditAnswer(AuditBody? Audit);
