using Isotherm.Chains.Evm.Abi;

namespace Isotherm.Cli.Drafting;

/// <summary>A value of an event that an effect can read: a parameter, or a component of a tuple.</summary>
/// <param name="Path">As a manifest writes it, for example <c>info.owner</c>.</param>
/// <param name="Words">The words of its own name.</param>
/// <param name="Type">Its type.</param>
internal sealed record Candidate(string Path, IReadOnlyList<string> Words, AbiType Type)
{
    /// <summary>All that can be read of an event: what has a name, and of which the chain keeps more than a hash.</summary>
    public static IReadOnlyList<Candidate> Of(AbiEvent parsed) => [.. parsed.Inputs.SelectMany(input => Of("", input))];

    private static IEnumerable<Candidate> Of(string prefix, AbiParameter parameter)
    {
        var isHash = parameter.Indexed && (parameter.Type.IsDynamic || parameter.Type is AbiType.Tuple or AbiType.FixedArray);
        if (parameter.Name.Length == 0 || isHash)
        {
            return [];
        }

        var path = prefix + parameter.Name;
        return parameter.Type is AbiType.Tuple tuple
            ? tuple.Components.SelectMany(component => Of(path + ".", component))
            : [new Candidate(path, Drafting.Words.Of(parameter.Name), parameter.Type)];
    }
}
