namespace Isotherm.Server.Wire;

/// <summary>A line of a back-test that goes on.</summary>
/// <param name="Done">Blocks judged so far.</param>
/// <param name="Blocks">Of how many.</param>
internal sealed record BackTestProgressLine(int Done, int Blocks);
