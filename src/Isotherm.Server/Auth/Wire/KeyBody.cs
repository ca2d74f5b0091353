namespace Isotherm.Server.Auth.Wire;

/// <summary>An API key, without the key.</summary>
/// <param name="Id">Names it in DELETE.</param>
/// <param name="Name">Its owner's name for it.</param>
/// <param name="Hint">The key's first characters.</param>
/// <param name="Scopes">What it may.</param>
/// <param name="CreatedAt">When it was made.</param>
/// <param name="ExpiresAt">Its end; null: until it is revoked.</param>
/// <param name="LastUsedAt">The last use, to the minute; null: never.</param>
/// <param name="Expired">Whether its end has come.</param>
internal sealed record KeyBody(
    string Id, string Name, string Hint, IReadOnlyList<string> Scopes, string CreatedAt, string? ExpiresAt, string? LastUsedAt, bool Expired);
