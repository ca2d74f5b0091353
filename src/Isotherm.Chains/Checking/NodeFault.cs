using Isotherm.Chains.Following;

namespace Isotherm.Chains.Checking;

/// <summary>Something that a manifest claims and a node contradicts, or does not answer.</summary>
/// <param name="Pointer">The claim: a JSON pointer into the manifest.</param>
/// <param name="Kind">What it means for who follows.</param>
/// <param name="Message">What was found; what was expected. Without a full stop.</param>
internal sealed record NodeFault(string Pointer, TroubleKind Kind, string Message);
