using Isotherm.Chains.Evm.Abi;

namespace Isotherm.Chains.Manifests;

/// <summary>A named argument of an effect.</summary>
/// <param name="Name">The field in the manifest.</param>
/// <param name="Kind">What it must be.</param>
public sealed record EffectArgument(string Name, ArgumentKind Kind)
{
    /// <summary>What it must be, for a message.</summary>
    public string Expected => ArgumentTypes.Expected(Kind);

    /// <summary>Whether a parameter of this type can be the argument.</summary>
    public bool Accepts(AbiType type) => ArgumentTypes.Accepts(Kind, type);
}
