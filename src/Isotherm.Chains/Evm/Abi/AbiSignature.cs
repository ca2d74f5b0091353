namespace Isotherm.Chains.Evm.Abi;

/// <summary>A parsed signature.</summary>
internal sealed record AbiSignature(string Name, IReadOnlyList<AbiParameter> Inputs, IReadOnlyList<AbiParameter> Outputs, bool Anonymous)
{
    /// <summary>Name and canonical types: what is hashed.</summary>
    public string Canonical => Name + new AbiType.Tuple(Inputs).Canonical;
}
