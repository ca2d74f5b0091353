namespace Isotherm.Server.Wire;

/// <summary>Says that a network's figures are simulated.</summary>
/// <param name="Label">The words beside every figure.</param>
/// <param name="Note">What is simulated and what is not.</param>
internal sealed record SimulationBody(string Label, string Note);
