namespace Isotherm.Server.Wire;

/// <summary>One message that was made, with its reason.</summary>
/// <param name="Transition">From 1.</param>
/// <param name="Kind">What it said: <c>fire</c>, <c>update</c>, <c>resolve</c>, <c>retract</c>, <c>blind</c>, <c>sighted</c>, <c>digest</c>.</param>
/// <param name="Why">Why.</param>
internal sealed record AlertTransitionBody(int Transition, string Kind, AlertReasonBody Why);
