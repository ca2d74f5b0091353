namespace Isotherm.Chains.Evm.Abi;

/// <summary>A contract event: its topic and the decoding of its logs.</summary>
public sealed class AbiEvent
{
    private readonly IReadOnlyList<AbiParameter> _plain;
    private readonly int _indexed;

    private AbiEvent(AbiSignature signature)
    {
        Name = signature.Name;
        Canonical = signature.Canonical;
        Inputs = signature.Inputs;
        Topic = Hex.Encode(Keccak.Hash(Canonical));
        _plain = [.. Inputs.Where(p => !p.Indexed)];
        _indexed = Inputs.Count - _plain.Count;
    }

    /// <summary>The name.</summary>
    public string Name { get; }

    /// <summary>Name and canonical types, for example <c>Cured(uint256,address)</c>.</summary>
    public string Canonical { get; }

    /// <summary>Parameters in order.</summary>
    public IReadOnlyList<AbiParameter> Inputs { get; }

    /// <summary>The first topic: lower-case 0x-hex of the canonical signature's Keccak-256.</summary>
    public string Topic { get; }

    /// <summary>Reads a human-readable signature, for example <c>event Cured(uint256 indexed clusterId, address indexed by)</c>.</summary>
    /// <exception cref="FormatException">Not an event signature, anonymous, or more than three indexed parameters.</exception>
    public static AbiEvent Parse(string signature)
    {
        var parsed = SignatureParser.Parse(signature, "event");
        return parsed.Anonymous ? throw new FormatException($"Signature '{signature}': anonymous events have no topic to find them by.")
            : parsed.Inputs.Count(p => p.Indexed) > 3 ? throw new FormatException($"Signature '{signature}': an event has at most three indexed parameters.")
            : new AbiEvent(parsed);
    }

    /// <summary>Decodes a log. An indexed parameter of a dynamic or composite type is only a hash on chain and decodes to its 32 bytes.</summary>
    /// <param name="topics">All topics as 0x-hex, the signature's first.</param>
    /// <param name="data">The log's data.</param>
    public AbiDecoded Decode(IReadOnlyList<string> topics, ReadOnlySpan<byte> data)
    {
        ArgumentNullException.ThrowIfNull(topics);
        if (topics.Count == 0 || !string.Equals(topics[0], Topic, StringComparison.OrdinalIgnoreCase))
        {
            return new AbiDecoded.Malformed($"the log is not a {Canonical}");
        }

        if (topics.Count != _indexed + 1)
        {
            return new AbiDecoded.Malformed($"{Name} has {_indexed} indexed parameters and the log {topics.Count - 1}");
        }

        if (AbiDecoder.Decode(_plain, data) is not AbiDecoded.Values plain)
        {
            return AbiDecoder.Decode(_plain, data);
        }

        return Merge(topics, plain);
    }

    private AbiDecoded Merge(IReadOnlyList<string> topics, AbiDecoded.Values plain)
    {
        var values = new object[Inputs.Count];
        var (topic, next) = (1, 0);
        for (var i = 0; i < values.Length; i++)
        {
            if (!Inputs[i].Indexed)
            {
                values[i] = plain.Items[next++];
                continue;
            }

            var type = Inputs[i].Type;
            var hashed = type.IsDynamic || type is AbiType.Tuple or AbiType.FixedArray;
            if (!Hex.TryDecode(topics[topic++], out var word) || word.Length != 32 || AbiWord.Read(hashed ? new AbiType.FixedBytes(32) : type, word) is not { } value)
            {
                return new AbiDecoded.Malformed($"parameter '{Inputs[i].Name}': the topic is not a {type.Canonical}");
            }

            values[i] = value;
        }

        return new AbiDecoded.Values(values, Inputs);
    }
}
