namespace Isotherm.Server.Wire;

/// <summary>One thing that is wrong with a body.</summary>
/// <param name="Pointer">Where, an RFC 6901 pointer into the body.</param>
/// <param name="Message">What.</param>
/// <param name="Expected">What was expected.</param>
internal sealed record FieldProblemBody(string Pointer, string Message, string Expected);
