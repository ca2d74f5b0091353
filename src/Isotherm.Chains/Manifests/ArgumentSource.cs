using System.Numerics;
using Isotherm.Chains.Evm.Abi;

namespace Isotherm.Chains.Manifests;

/// <summary>Where an effect's argument comes from.</summary>
public abstract record ArgumentSource
{
    private ArgumentSource()
    {
    }

    /// <summary>A parameter of the event, or a component of a tuple in it.</summary>
    /// <param name="Name">As the manifest writes it, for example <c>nodeId</c> or <c>info.owner</c>.</param>
    /// <param name="Path">Positions: of the parameter, then of components.</param>
    public sealed record Parameter(string Name, IReadOnlyList<int> Path) : ArgumentSource;

    /// <summary>A constant.</summary>
    /// <param name="Value">A <see cref="BigInteger"/> or <see cref="string"/>.</param>
    public sealed record Literal(object Value) : ArgumentSource;

    /// <summary>The time of the event's block, unix seconds: for contracts whose events leave it out.</summary>
    public sealed record BlockTimestamp : ArgumentSource;

    /// <summary>The value in a decoded event.</summary>
    /// <param name="values">The event's values.</param>
    /// <param name="timestamp">Its block's time, unix seconds.</param>
    internal object Read(AbiDecoded.Values values, long timestamp) => this switch
    {
        Parameter parameter => Read(values, parameter),
        Literal literal => literal.Value,
        BlockTimestamp => new BigInteger(timestamp),
        _ => throw new InvalidOperationException($"No value for a source of type {GetType().Name}."),
    };

    private static object Read(AbiDecoded.Values values, Parameter parameter)
    {
        var value = values.Items[parameter.Path[0]];
        for (var i = 1; i < parameter.Path.Count; i++)
        {
            value = ((object[])value)[parameter.Path[i]];
        }

        return value;
    }
}
