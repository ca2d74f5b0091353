namespace Isotherm.Server.Auth.Wire;

/// <summary>A line of the audit log.</summary>
/// <param name="Number">Counts up.</param>
/// <param name="At">When.</param>
/// <param name="Action">signed-in sign-in-refused signed-out session-revoked wallet-withdrew key-made key-revoked admin-made setup-refused.</param>
/// <param name="Account">Whom it concerns; null where nobody was known.</param>
/// <param name="Subject">The session's or key's id.</param>
/// <param name="Address">Where the request came from.</param>
/// <param name="Detail">For people; of a refusal its reason.</param>
internal sealed record AuditLineBody(long Number, string At, string Action, string? Account, string? Subject, string? Address, string? Detail);
