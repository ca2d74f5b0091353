namespace Isotherm.Bench.Reporting;

/// <summary>One line of the design's "numbers to design for", and what was measured.</summary>
/// <param name="What">What is promised.</param>
/// <param name="Promised">The budget in words.</param>
/// <param name="Measured">The figure.</param>
/// <param name="IsMet">Whether the figure keeps the budget.</param>
internal sealed record Budget(string What, string Promised, string Measured, bool IsMet);
