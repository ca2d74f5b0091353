using System.Buffers;
using System.Text.Json;

namespace Isotherm.Chains.Evm;

/// <summary>
/// Reads arrays of logs, alone or in the JSON-RPC answers that hold them, in one pass over their bytes. Texts that come again and
/// again (addresses, topics, block hashes) are kept and shared. Not safe for concurrent use.
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
        return reader._json.Read() && reader.Logs() is { } logs ? logs : null;
    }

    /// <summary>
    /// The logs of a plain answer to <c>eth_getLogs</c>: an object with this id, a result that is an array of logs, and no error.
    /// Null for anything else, JSON or not; <see cref="RpcAnswers"/> says what that is.
    /// </summary>
    public static List<EvmLog>? Answer(ReadOnlySpan<byte> utf8, long id, SharedTexts texts) =>
        Whole(utf8, texts, (ref EvmLogReader reader) => reader.Envelope(receipts: false) is var (got, logs) && got == id ? logs : null);

    /// <summary>The logs of a plain answer to <c>eth_getBlockReceipts</c>, in its order; null for anything else.</summary>
    public static List<EvmLog>? Receipts(ReadOnlySpan<byte> utf8, long id, SharedTexts texts) =>
        Whole(utf8, texts, (ref EvmLogReader reader) => reader.Envelope(receipts: true) is var (got, logs) && got == id ? logs : null);

    /// <summary>The logs of a batch's plain answers, in the order of consecutive ids; null where one of them is anything else.</summary>
    public static List<EvmLog>[]? Answers(ReadOnlySpan<byte> utf8, long firstId, int count, SharedTexts texts) =>
        Whole(utf8, texts, (ref EvmLogReader reader) => reader.Batch(firstId, count));

    private delegate T? Part<T>(ref EvmLogReader reader)
        where T : class;

    private static T? Whole<T>(ReadOnlySpan<byte> utf8, SharedTexts texts, Part<T> part)
        where T : class
    {
        try
        {
            var reader = new EvmLogReader(utf8, texts);
            return reader._json.Read() && part(ref reader) is { } read && !reader._json.Read() ? read : null;
        }
        catch (JsonException)
        {
            return null; // the ordinary reading meets it again and says so
        }
    }

    private List<EvmLog>[]? Batch(long firstId, int count)
    {
        if (_json.TokenType != JsonTokenType.StartArray)
        {
            return null;
        }

        var answers = new List<EvmLog>[count];
        var missing = count;
        while (_json.Read() && _json.TokenType == JsonTokenType.StartObject)
        {
            if (Envelope(receipts: false) is not var (id, logs) || id < firstId || id >= firstId + count || answers[id - firstId] is not null)
            {
                return null;
            }

            answers[id - firstId] = logs;
            missing--;
        }

        return missing == 0 && _json.TokenType == JsonTokenType.EndArray ? answers : null;
    }

    /// <summary>A JSON-RPC answer that begins here; null where a member comes twice, since the last one counts then, or there is an error.</summary>
    private (long Id, List<EvmLog> Logs)? Envelope(bool receipts)
    {
        if (_json.TokenType != JsonTokenType.StartObject)
        {
            return null;
        }

        long? id = null;
        List<EvmLog>? logs = null;
        while (_json.Read() && _json.TokenType == JsonTokenType.PropertyName)
        {
            if (Is("id"u8))
            {
                if (id is not null || !_json.Read() || _json.TokenType != JsonTokenType.Number || !_json.TryGetInt64(out var number))
                {
                    return null;
                }

                id = number;
            }
            else if (Is("result"u8))
            {
                if (logs is not null || !_json.Read() || (logs = receipts ? LogsOfReceipts() : Logs()) is null)
                {
                    return null;
                }
            }
            else if (Is("error"u8))
            {
                return null;
            }
            else
            {
                _json.Skip();
            }
        }

        return id is { } whose && logs is not null ? (whose, logs) : null;
    }

    private List<EvmLog>? LogsOfReceipts()
    {
        if (_json.TokenType != JsonTokenType.StartArray)
        {
            return null;
        }

        var all = new List<EvmLog>();
        while (_json.Read() && _json.TokenType == JsonTokenType.StartObject)
        {
            var seen = false;
            while (_json.Read() && _json.TokenType == JsonTokenType.PropertyName)
            {
                if (!Is("logs"u8))
                {
                    _json.Skip();
                    continue;
                }

                if (seen || !_json.Read() || !Logs(all))
                {
                    return null;
                }

                seen = true;
            }

            if (!seen)
            {
                return null;
            }
        }

        return _json.TokenType == JsonTokenType.EndArray ? all : null;
    }

    private List<EvmLog>? Logs()
    {
        var logs = new List<EvmLog>();
        return Logs(logs) ? logs : null;
    }

    /// <summary>Reads the array that begins here; false where it is no array of logs.</summary>
    private bool Logs(List<EvmLog> into)
    {
        if (_json.TokenType != JsonTokenType.StartArray)
        {
            return false;
        }

        while (_json.Read() && _json.TokenType == JsonTokenType.StartObject)
        {
            if (Log() is not { } log)
            {
                return false;
            }

            into.Add(log);
        }

        return _json.TokenType == JsonTokenType.EndArray;
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
