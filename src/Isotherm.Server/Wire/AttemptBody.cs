namespace Isotherm.Server.Wire;

/// <summary>One try at a delivery.</summary>
/// <param name="At">When it ended.</param>
/// <param name="Outcome"><c>retry</c>, <c>delivered</c>, <c>dead</c>, <c>expired</c> or, asked for again by hand, <c>replayed</c>.</param>
/// <param name="Status">The endpoint's status, where it has one.</param>
/// <param name="Milliseconds">How long it took.</param>
/// <param name="Answer">A cut of what was said; never a secret.</param>
internal sealed record AttemptBody(string At, string Outcome, int? Status, int Milliseconds, string Answer);
