namespace Isotherm.Chains.Evm.Abi;

/// <summary>A custom error of a contract, found by its selector in revert data.</summary>
public sealed class AbiError
{
    private AbiError(AbiSignature signature)
    {
        Name = signature.Name;
        Canonical = signature.Canonical;
        Inputs = signature.Inputs;
        Selector = Keccak.Hash(Canonical)[..4];
    }

    /// <summary>The name.</summary>
    public string Name { get; }

    /// <summary>Name and canonical types.</summary>
    public string Canonical { get; }

    /// <summary>Parameters.</summary>
    public IReadOnlyList<AbiParameter> Inputs { get; }

    /// <summary>The first 4 bytes of the canonical signature's Keccak-256.</summary>
    public IReadOnlyList<byte> Selector { get; }

    /// <summary>Reads a human-readable signature, for example <c>error PriceStale(uint256 updatedAt)</c>.</summary>
    /// <exception cref="FormatException">Not an error signature.</exception>
    public static AbiError Parse(string signature) => new(SignatureParser.Parse(signature, "error"));

    /// <summary>Whether revert data carries this error.</summary>
    public bool Matches(ReadOnlySpan<byte> revertData) => revertData.Length >= 4 && revertData[..4].SequenceEqual(Selector.ToArray());

    /// <summary>Decodes revert data, selector included.</summary>
    public AbiDecoded Decode(ReadOnlySpan<byte> revertData) =>
        Matches(revertData) ? AbiDecoder.Decode(Inputs, revertData[4..]) : new AbiDecoded.Malformed($"the revert data is not {Canonical}");
}
