using Isotherm.Chains.Evm.Abi;

namespace Isotherm.Cli.Drafting;

/// <summary>What a contract's ABI says of events and of views without arguments.</summary>
/// <param name="Name">The contract's name; null where the file does not say.</param>
/// <param name="Events">Events that have a topic, in the file's order.</param>
/// <param name="Nameless">Events that cannot be read, each with the reason.</param>
/// <param name="Getters">Views without arguments that return one value.</param>
/// <param name="Deeds">Functions that change something and take at most one argument, none of them payable.</param>
internal sealed record AbiContract(
    string? Name, IReadOnlyList<AbiContract.Entry> Events, IReadOnlyList<LeftOutEvent> Nameless, IReadOnlyList<AbiFunction> Getters, IReadOnlyList<AbiContract.Deed> Deeds)
{
    /// <summary>A function and how its manifest writes it.</summary>
    internal sealed record Deed(string Signature, AbiFunction Function);

    /// <summary>An event and how its manifest writes it.</summary>
    internal sealed record Entry(string Signature, AbiEvent Event);

    /// <summary>The first getter of one of these names, in the names' order.</summary>
    public AbiFunction? Getter(params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (Getters.FirstOrDefault(g => g.Name == name) is { } getter)
            {
                return getter;
            }
        }

        return null;
    }
}
