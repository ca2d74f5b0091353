namespace Isotherm.Server.Auth;

/// <summary>What came with a sign-in.</summary>
/// <param name="Message">The text that was signed.</param>
/// <param name="Signature">0x-hex.</param>
/// <param name="ReplacedToken">The token that the browser had before; null for none.</param>
/// <param name="Agent">The browser's own words, cut.</param>
/// <param name="From">The address that it came from.</param>
internal sealed record SignInAttempt(string Message, string Signature, string? ReplacedToken, string Agent, string From);
