namespace Isotherm.Chains.Evm.Abi;

/// <summary>A contract function: selector, encoding of a call, decoding of its answer.</summary>
public sealed class AbiFunction
{
    private readonly AbiType[] _types;

    private AbiFunction(AbiSignature signature)
    {
        Name = signature.Name;
        Canonical = signature.Canonical;
        Inputs = signature.Inputs;
        Outputs = signature.Outputs;
        Selector = Keccak.Hash(Canonical)[..4];
        _types = [.. Inputs.Select(p => p.Type)];
    }

    /// <summary>The name.</summary>
    public string Name { get; }

    /// <summary>Name and canonical types, for example <c>ratioOf(uint256)</c>.</summary>
    public string Canonical { get; }

    /// <summary>Parameters.</summary>
    public IReadOnlyList<AbiParameter> Inputs { get; }

    /// <summary>What it returns.</summary>
    public IReadOnlyList<AbiParameter> Outputs { get; }

    /// <summary>The first 4 bytes of the canonical signature's Keccak-256.</summary>
    public IReadOnlyList<byte> Selector { get; }

    /// <summary>Reads a human-readable signature, for example <c>function ratioOf(uint256) view returns (uint256)</c>.</summary>
    /// <exception cref="FormatException">Not a function signature; the message says where.</exception>
    public static AbiFunction Parse(string signature) => new(SignatureParser.Parse(signature, "function"));

    /// <summary>Call data: selector and arguments. Integers may be of any integer type, addresses and bytes 0x-hex or byte arrays, arrays and tuples any sequence.</summary>
    /// <exception cref="ArgumentException">Wrong count, type or range of a value.</exception>
    public byte[] Encode(params object?[] parameters) => [.. Selector, .. AbiEncoder.Encode(_types, parameters)];

    /// <summary>Decodes what a call returned.</summary>
    public AbiDecoded Decode(ReadOnlySpan<byte> returned) => AbiDecoder.Decode(Outputs, returned);

    /// <summary>Decodes call data, selector included.</summary>
    public AbiDecoded DecodeCall(ReadOnlySpan<byte> callData) =>
        callData.Length >= 4 && callData[..4].SequenceEqual(Selector.ToArray())
            ? AbiDecoder.Decode(Inputs, callData[4..])
            : new AbiDecoded.Malformed($"the call data does not start with the selector of {Canonical}");
}
