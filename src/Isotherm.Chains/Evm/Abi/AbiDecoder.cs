using System.Buffers.Binary;
using System.Text;

namespace Isotherm.Chains.Evm.Abi;

/// <summary>
/// Strict decoding: every offset, length and padding byte is checked, and no more values are made than the data has words, so
/// that hostile data can neither read out of bounds nor inflate.
/// </summary>
internal ref struct AbiDecoder
{
    private readonly ReadOnlySpan<byte> _data;
    private int _budget;
    private string? _error;

    private AbiDecoder(ReadOnlySpan<byte> data)
    {
        _data = data;
        _budget = (data.Length / 32) + 1;
    }

    /// <summary>Decodes a parameter list.</summary>
    public static AbiDecoded Decode(IReadOnlyList<AbiParameter> parameters, ReadOnlySpan<byte> data)
    {
        var decoder = new AbiDecoder(data);
        var values = decoder.Sequence(parameters, 0);
        return decoder._error is null ? new AbiDecoded.Values(values, parameters) : new AbiDecoded.Malformed(decoder._error);
    }

    private object[] Sequence(IReadOnlyList<AbiParameter> parameters, long start)
    {
        var values = new object[parameters.Count];
        var head = parameters.Sum(p => p.Type.HeadSize);
        var at = start;
        for (var i = 0; i < values.Length && _error is null; i++)
        {
            values[i] = Member(parameters[i].Type, start, at, head, parameters[i].Name);
            at += parameters[i].Type.HeadSize;
        }

        return values;
    }

    private object[] Elements(AbiType element, int count, long start, string name)
    {
        var values = new object[count];
        for (var i = 0; i < count && _error is null; i++)
        {
            values[i] = Member(element, start, start + (i * element.HeadSize), count * element.HeadSize, name);
        }

        return values;
    }

    // A member's head lies at `at`; offsets count from the start of its enclosing sequence and point behind its head.
    private object Member(AbiType type, long start, long at, long head, string name)
    {
        if (!type.IsDynamic)
        {
            return Value(type, at, name);
        }

        if (Length(at, name, "offset") is not { } offset)
        {
            return "";
        }

        return offset >= head ? Value(type, start + offset, name) : Fail(name, at, "the offset points into the head");
    }

    private object Value(AbiType type, long at, string name)
    {
        switch (type)
        {
            case AbiType.Tuple tuple:
                return Sequence(tuple.Components, at);
            case AbiType.FixedArray array:
                return at + (array.Length * array.Element.HeadSize) <= _data.Length
                    ? Elements(array.Element, array.Length, at, name)
                    : Fail(name, at, "the data ends inside an array");
            case AbiType.Array array:
                return Length(at, name, "length") is not { } count ? ""
                    : count * array.Element.HeadSize > _data.Length - at - 32 ? Fail(name, at, $"an array of {count} elements does not fit in the data")
                    : Elements(array.Element, (int)count, at + 32, name);
            case AbiType.Bytes:
                return Blob(at, name) is var (from, length) ? _data.Slice(from, length).ToArray() : "";
            case AbiType.Text:
                return Blob(at, name) is var (textFrom, textLength) ? Encoding.UTF8.GetString(_data.Slice(textFrom, textLength)) : "";
            default:
                return Word(at, name) ? AbiWord.Read(type, _data.Slice((int)at, 32)) ?? Fail(name, at, $"the word is not a {type.Canonical}") : "";
        }
    }

    private bool Word(long at, string name)
    {
        if (at < 0 || at + 32 > _data.Length)
        {
            Fail(name, at, "the data ends before this value");
        }
        else if (--_budget < 0)
        {
            Fail(name, at, "values overlap");
        }

        return _error is null;
    }

    private long? Length(long at, string name, string what)
    {
        if (!Word(at, name))
        {
            return null;
        }

        var word = _data.Slice((int)at, 32);
        var value = BinaryPrimitives.ReadUInt64BigEndian(word[24..]);
        if (word[..24].ContainsAnyExcept((byte)0) || value > (ulong)_data.Length)
        {
            Fail(name, at, $"the {what} points beyond the data");
            return null;
        }

        return (long)value;
    }

    private (int From, int Length)? Blob(long at, string name)
    {
        if (Length(at, name, "length") is not { } length)
        {
            return null;
        }

        var padded = (length + 31) / 32 * 32;
        if (at + 32 + padded > _data.Length)
        {
            Fail(name, at, $"{length} bytes with their padding do not fit in the data");
            return null;
        }

        if (_data.Slice((int)(at + 32 + length), (int)(padded - length)).ContainsAnyExcept((byte)0))
        {
            Fail(name, at, "the padding is not zero");
            return null;
        }

        // The bytes are taken from the budget too, so that many offsets to one large text cannot inflate.
        _budget -= (int)(padded / 32);
        return _budget < 0 ? Nothing(name, at) : ((int)(at + 32), (int)length);
    }

    private (int From, int Length)? Nothing(string name, long at)
    {
        Fail(name, at, "values overlap");
        return null;
    }

    private string Fail(string name, long at, string what)
    {
        _error ??= $"parameter '{name}' at byte {at}: {what}";
        return "";
    }
}
