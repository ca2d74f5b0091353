namespace Isotherm.Server.Wire;

/// <summary>The last line of a back-test that came to nothing.</summary>
/// <param name="Problem">Why.</param>
internal sealed record BackTestProblemLine(ProblemBody Problem);
