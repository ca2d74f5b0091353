namespace Isotherm.Server.Auth.Wire;

/// <summary>Who is about to sign in; may be left out.</summary>
/// <param name="Address">Of any case: wallets do not agree on one.</param>
internal sealed record NonceBody(string? Address);
