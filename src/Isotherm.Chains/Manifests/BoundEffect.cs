using Isotherm.Chains.Evm.Abi;
using Isotherm.Domain;

namespace Isotherm.Chains.Manifests;

/// <summary>An effect with the sources of its arguments.</summary>
/// <param name="Kind">What it does.</param>
/// <param name="Sources">One per argument of <paramref name="Kind"/>, in its order.</param>
public sealed record BoundEffect(EffectKind Kind, IReadOnlyList<ArgumentSource> Sources)
{
    /// <summary>The fact that a decoded event means.</summary>
    /// <param name="values">The event's values.</param>
    /// <param name="timestamp">Its block's time, unix seconds.</param>
    internal Fact ToFact(AbiDecoded.Values values, long timestamp) =>
        Kind.Build(new EffectValues(Kind, [.. Sources.Select(s => s.Read(values, timestamp))]));
}
