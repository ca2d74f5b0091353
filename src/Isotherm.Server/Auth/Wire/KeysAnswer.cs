namespace Isotherm.Server.Auth.Wire;

/// <summary>An account's keys, the newest first.</summary>
internal sealed record KeysAnswer(IReadOnlyList<KeyBody> Keys);
