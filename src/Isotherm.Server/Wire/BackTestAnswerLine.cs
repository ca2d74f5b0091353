namespace Isotherm.Server.Wire;

/// <summary>The last line of a back-test.</summary>
/// <param name="Answer">What came of it.</param>
internal sealed record BackTestAnswerLine(BackTestAnswer Answer);
