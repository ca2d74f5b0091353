namespace Isotherm.Server.Auth.Wire;

/// <summary>An account's live sessions, the last used first.</summary>
internal sealed record SessionsAnswer(IReadOnlyList<SessionBody> Sessions);
