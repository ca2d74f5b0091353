using Isotherm.Chains.Evm.Abi;
using Isotherm.Domain;

namespace Isotherm.Chains.Manifests;

/// <summary>An effect with the sources of its arguments.</summary>
/// <param name="Kind">What it does.</param>
/// <param name="Sources">One per argument of <paramref name="Kind"/>, in its order.</param>
public sealed record BoundEffect(EffectKind Kind, IReadOnlyList<ArgumentSource> Sources)
{
    /// <summary>The fact that a decoded event means.</summary>
    internal Fact ToFact(AbiDecoded.Values values) => Kind.Build(new EffectValues(Kind, [.. Sources.Select(s => s.Read(values))]));
}
