namespace Isotherm.Server.Auth.Wire;

/// <summary>A key to make.</summary>
/// <param name="Name">1 to 64 printable characters.</param>
/// <param name="Scopes">At least one.</param>
/// <param name="ExpiresInDays">1 to 3 650; absent: until it is revoked.</param>
internal sealed record NewKeyBody(string? Name, IReadOnlyList<string?>? Scopes, int? ExpiresInDays);
