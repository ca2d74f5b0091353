using System.Text;

namespace Isotherm.Chains.Evm.Abi;

/// <summary>Encodes values: a head of words and offsets, then a tail (Contract ABI Specification, "Formal Specification of the Encoding").</summary>
internal static class AbiEncoder
{
    /// <summary>Encodes a parameter list.</summary>
    /// <exception cref="ArgumentException">Wrong count, type or range.</exception>
    public static byte[] Encode(IReadOnlyList<AbiType> types, IReadOnlyList<object?> values)
    {
        if (types.Count != values.Count)
        {
            throw new ArgumentException($"Expected {types.Count} values, got {values.Count}.", nameof(values));
        }

        var headSize = types.Sum(t => t.HeadSize);
        using var head = new MemoryStream();
        using var tail = new MemoryStream();
        for (var i = 0; i < types.Count; i++)
        {
            var encoded = Value(types[i], values[i]);
            if (types[i].IsDynamic)
            {
                head.Write(Length(headSize + tail.Length));
                tail.Write(encoded);
            }
            else
            {
                head.Write(encoded);
            }
        }

        tail.WriteTo(head);
        return head.ToArray();
    }

    private static byte[] Value(AbiType type, object? value)
    {
        switch (type)
        {
            case AbiType.Tuple tuple:
                return Encode([.. tuple.Components.Select(c => c.Type)], Items(value, type));
            case AbiType.FixedArray array:
                return Items(value, type) is var items && items.Count == array.Length ? Repeat(array.Element, items) : throw AbiWord.Mismatch(value, type);
            case AbiType.Array array:
                var elements = Items(value, type);
                return [.. Length(elements.Count), .. Repeat(array.Element, elements)];
            case AbiType.Bytes:
                return Padded(AbiWord.Blob(value, null, type));
            case AbiType.Text:
                return Padded(value is string text ? Encoding.UTF8.GetBytes(text) : throw AbiWord.Mismatch(value, type));
            default:
                var word = new byte[32];
                AbiWord.Write(type, value, word);
                return word;
        }
    }

    private static byte[] Repeat(AbiType element, IReadOnlyList<object?> items) => Encode([.. Enumerable.Repeat(element, items.Count)], items);

    private static IReadOnlyList<object?> Items(object? value, AbiType type) => value switch
    {
        IReadOnlyList<object?> list => list,
        string or byte[] => throw AbiWord.Mismatch(value, type),
        System.Collections.IEnumerable sequence => [.. sequence.Cast<object?>()],
        _ => throw AbiWord.Mismatch(value, type),
    };

    private static byte[] Length(long length)
    {
        var word = new byte[32];
        AbiWord.Write(new AbiType.UnsignedInteger(256), length, word);
        return word;
    }

    private static byte[] Padded(byte[] bytes) => [.. Length(bytes.Length), .. bytes, .. new byte[((bytes.Length + 31) / 32 * 32) - bytes.Length]];
}
