namespace Isotherm.Server.Auth.Wire;

/// <summary>A signed message.</summary>
/// <param name="Message">The ERC-4361 text, exactly as signed.</param>
/// <param name="Signature">0x-hex.</param>
internal sealed record SignInBody(string? Message, string? Signature);
