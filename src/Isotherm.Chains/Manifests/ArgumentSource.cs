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
    /// <param name="Value">A <see cref="System.Numerics.BigInteger"/> or <see cref="string"/>.</param>
    public sealed record Literal(object Value) : ArgumentSource;

    /// <summary>The value in a decoded event.</summary>
    internal object Read(AbiDecoded.Values values)
    {
        if (this is not Parameter parameter)
        {
            return ((Literal)this).Value;
        }

        var value = values.Items[parameter.Path[0]];
        for (var i = 1; i < parameter.Path.Count; i++)
        {
            value = ((object[])value)[parameter.Path[i]];
        }

        return value;
    }
}
