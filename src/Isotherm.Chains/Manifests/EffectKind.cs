using Isotherm.Domain;

namespace Isotherm.Chains.Manifests;

/// <summary>One thing that an event can do to a network.</summary>
public sealed record EffectKind
{
    internal EffectKind(string name, Func<EffectValues, Fact> build, params EffectArgument[] arguments)
    {
        Name = name;
        Build = build;
        Arguments = arguments;
    }

    /// <summary>The name in manifests, for example <c>collateral.set</c>.</summary>
    public string Name { get; }

    /// <summary>Arguments; all are required.</summary>
    public IReadOnlyList<EffectArgument> Arguments { get; }

    /// <summary>
    /// What the effect writes: two effects of one event that write the same of the same subject clash. Set, add and subtract of an
    /// amount write the same.
    /// </summary>
    internal string Writes => Name is "collateral.add" or "collateral.subtract" ? "collateral.set"
        : Name is "rewards.add" or "rewards.subtract" ? "rewards.set" : Name;

    /// <summary>Whether the first argument names what is written (else the effect concerns the whole network).</summary>
    internal bool HasSubject => Arguments[0].Kind == ArgumentKind.Id;

    /// <summary>Whether the effect is about rewards by index × time, which the manifest's <c>accrual</c> section gives the unit of.</summary>
    internal bool IsAccrual => Name.StartsWith("accrual.", StringComparison.Ordinal);

    internal Func<EffectValues, Fact> Build { get; }
}
