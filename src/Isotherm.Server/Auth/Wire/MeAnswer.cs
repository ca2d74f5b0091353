namespace Isotherm.Server.Auth.Wire;

/// <summary>Who asks.</summary>
/// <param name="Account">Null for nobody.</param>
/// <param name="Session">The session's id; null without one.</param>
/// <param name="Scopes">What this session or key may.</param>
/// <param name="SignIn">What needs a sign-in here: writes or all.</param>
/// <param name="HasAdmin">Whether somebody is the admin; null for nobody who asks.</param>
internal sealed record MeAnswer(AccountBody? Account, string? Session, IReadOnlyList<string> Scopes, string SignIn, bool? HasAdmin);
