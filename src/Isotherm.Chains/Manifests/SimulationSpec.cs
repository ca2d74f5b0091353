namespace Isotherm.Chains.Manifests;

/// <summary>Says that what the network shows is a simulation; it goes wherever the network's figures go.</summary>
/// <param name="Label">The words beside every figure, for example "Policy simulation": printable ASCII, at most 40 characters, since it travels in an HTTP header too.</param>
/// <param name="Note">What is simulated and what is not, in a sentence or two.</param>
public sealed record SimulationSpec(string Label, string Note);
