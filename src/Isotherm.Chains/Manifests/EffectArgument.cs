namespace Isotherm.Chains.Manifests;

/// <summary>A named argument of an effect.</summary>
/// <param name="Name">The field in the manifest.</param>
/// <param name="Kind">What it must be.</param>
public sealed record EffectArgument(string Name, ArgumentKind Kind);
