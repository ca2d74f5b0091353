using System.Buffers;
using System.Text.Json;

namespace Isotherm.Chains.Evm;

/// <summary>
/// Reads the array of logs that <c>eth_getLogs</c> answers, in one pass over its bytes. Texts that come again and again (addresses,
/// topics, block hashes) are kept and shared. Not safe for concurrent use.
/// </summary>
internal ref struct EvmLogReader
{
    private const int WordDigits = 66;
    private const int AddressDigits = 42;

    private readonly SharedTexts _texts;
    private Utf8JsonReader _json;

    private EvmLogReader(ReadOnlySpan<byte> utf8, SharedTexts texts)
    {
        _json = new Utf8JsonReader(utf8);
        _texts = texts;
    }

    /// <summary>The logs; null where the JSON is no array of logs.</summary>
    public static List<EvmLog>? Read(ReadOnlySpan<byte> utf8, SharedTexts texts)
    {
        var reader = new EvmLogReader(utf8, texts);
        if (!reader._json.Read() || reader._json.TokenType != JsonTokenType.StartArray)
        {
            return null;
        }

        var logs = new List<EvmLog>();
        while (reader._json.Read() && reader._json.TokenType == JsonTokenType.StartObject)
        {
            if (reader.Log() is not { } log)
            {
                return null;
            }

            logs.Add(log);
        }

        return reader._json.TokenType == JsonTokenType.EndArray ? logs : null;
    }

    private EvmLog? Log()
    {
        string? address = null, hash = null;
        byte[]? data = null;
        ulong? number = null, index = null;
        List<string>? topics = null;
        var removed = false;
        while (_json.Read() && _json.TokenType == JsonTokenType.PropertyName)
        {
            if (Is("address"u8)) address = Hexadecimal(AddressDigits);
            else if (Is("data"u8)) data = Data();
            else if (Is("blockNumber"u8)) number = Quantity();
            else if (Is("logIndex"u8)) index = Quantity();
            else if (Is("blockHash"u8)) hash = Hexadecimal(WordDigits) is { } text && text.StartsWith("0x", StringComparison.Ordinal) ? text : null;
            else if (Is("topics"u8)) topics = Topics();
            else if (Is("removed"u8)) removed = _json.Read() && _json.TokenType == JsonTokenType.True;
            else _json.Read();
            _json.Skip(); // what was not read to its end: a value of another kind, or one that is of no use here
        }

        return address is null || data is null || number is null || index is null || hash is null || topics is null
            ? null
            : new EvmLog(address, topics, data, number.Value, hash, index.Value, removed);
    }

    private readonly bool Is(ReadOnlySpan<byte> name) => _json.ValueTextEquals(name);

    /// <summary>The string that comes next, as bytes; false for any other value.</summary>
    private bool Text(out ReadOnlySpan<byte> utf8)
    {
        utf8 = default;
        if (!_json.Read() || _json.TokenType != JsonTokenType.String)
        {
            return false;
        }

        utf8 = _json.ValueIsEscaped ? System.Text.Encoding.UTF8.GetBytes(_json.GetString()!) : _json.ValueSpan;
        return true;
    }

    private string? Hexadecimal(int length) => Text(out var utf8) && utf8.Length == length ? _texts.LowerCase(utf8) : null;

    private byte[]? Data()
    {
        if (!Text(out var utf8) || utf8.Length % 2 != 0 || !utf8.StartsWith("0x"u8))
        {
            return null;
        }

        var bytes = new byte[(utf8.Length - 2) / 2];
        return Convert.FromHexString(utf8[2..], bytes, out _, out var written) == OperationStatus.Done && written == bytes.Length ? bytes : null;
    }

    private ulong? Quantity()
    {
        if (!Text(out var utf8) || utf8.Length is < 3 or > WordDigits || !utf8.StartsWith("0x"u8))
        {
            return null;
        }

        var value = 0UL;
        foreach (var digit in utf8[2..])
        {
            var nibble = digit switch
            {
                >= (byte)'0' and <= (byte)'9' => digit - '0',
                >= (byte)'a' and <= (byte)'f' => digit - 'a' + 10,
                >= (byte)'A' and <= (byte)'F' => digit - 'A' + 10,
                _ => -1,
            };
            if (nibble < 0 || value >> 60 != 0)
            {
                return null;
            }

            value = (value << 4) | (uint)nibble;
        }

        return value;
    }

    private List<string>? Topics()
    {
        if (!_json.Read() || _json.TokenType != JsonTokenType.StartArray)
        {
            return null;
        }

        var topics = new List<string>(4);
        var depth = _json.CurrentDepth;
        while (Text(out var utf8) && utf8.Length == WordDigits)
        {
            topics.Add(_texts.LowerCase(utf8));
        }

        if (_json.TokenType == JsonTokenType.EndArray && _json.CurrentDepth == depth)
        {
            return topics;
        }

        return null;
    }
}
