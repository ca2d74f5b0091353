namespace Isotherm.Chains.Evm.Abi;

/// <summary>A named parameter of a function, event, error or tuple.</summary>
/// <param name="Name">Empty where the signature gives none.</param>
/// <param name="Type">Its type.</param>
/// <param name="Indexed">Whether an event carries it in a topic.</param>
public sealed record AbiParameter(string Name, AbiType Type, bool Indexed = false);
