namespace Isotherm.Server.Auth.Wire;

/// <summary>The setup code.</summary>
/// <param name="Code">As printed; case, dashes and spaces do not count.</param>
internal sealed record SetupBody(string? Code);
