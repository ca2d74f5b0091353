namespace Isotherm.Server.Wire;

/// <summary>A manifest that this server does not follow.</summary>
/// <param name="File">The file's name, without its folder.</param>
/// <param name="Problems">What is wrong with it, in the order of its lines: <c>file:line: pointer: what was found; what was expected</c>.</param>
internal sealed record RefusedBody(string File, IReadOnlyList<string> Problems);
