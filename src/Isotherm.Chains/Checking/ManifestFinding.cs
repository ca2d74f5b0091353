using Isotherm.Chains.Manifests;

namespace Isotherm.Chains.Checking;

/// <summary>What a check has to say of one place in a manifest.</summary>
/// <param name="Problem">Where, what was found and what was expected.</param>
/// <param name="IsWarning">True for what may be right and may also change by itself, such as an old price; false for what cannot be followed.</param>
public sealed record ManifestFinding(ManifestProblem Problem, bool IsWarning);
