namespace Isotherm.Storage.Accounts;

/// <summary>What is written to the audit log; never a secret.</summary>
/// <param name="Action">One of <see cref="AuditActions"/>.</param>
/// <param name="Account">Whom it concerns; null where nobody was known.</param>
/// <param name="Subject">The id of the session, key, rule, channel or delivery.</param>
/// <param name="Address">Where the request came from.</param>
/// <param name="Detail">For people.</param>
public sealed record AuditNote(string Action, string? Account, string? Subject = null, string? Address = null, string? Detail = null);
