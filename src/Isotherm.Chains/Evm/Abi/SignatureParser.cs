using System.Globalization;

namespace Isotherm.Chains.Evm.Abi;

/// <summary>Reads human-readable signatures: <c>event Staked(uint256 indexed nodeId, (address,uint8)[2] pairs)</c>.</summary>
internal sealed class SignatureParser
{
    private const int MaxLength = 4096;
    private const int MaxNesting = 8;
    private const long MaxStaticBytes = 1 << 20;
    private static readonly HashSet<string> DataLocations = ["memory", "calldata", "storage", "payable"];
    private static readonly HashSet<string> Modifiers = ["external", "public", "view", "pure", "payable", "nonpayable", "virtual", "override", "anonymous"];
    private readonly string _text;
    private int _at;

    private SignatureParser(string text) => _text = text;

    /// <summary>Reads a signature of the given kind (<c>function</c>, <c>event</c>, <c>error</c>).</summary>
    /// <exception cref="FormatException">The text is not such a signature; the message says where.</exception>
    public static AbiSignature Parse(string text, string kind)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (text.Length > MaxLength)
        {
            throw new FormatException($"A signature has at most {MaxLength} characters.");
        }

        var parser = new SignatureParser(text);
        if (parser.Word() is var word && word != kind)
        {
            throw parser.Expected($"the word '{kind}'");
        }

        var name = parser.Word();
        if (name.Length == 0)
        {
            throw parser.Expected("a name");
        }

        var inputs = parser.Parameters(kind == "event", 0);
        var (outputs, anonymous) = parser.Rest(kind);
        return new AbiSignature(name, inputs, outputs, anonymous);
    }

    /// <summary>Reads a bare type.</summary>
    /// <exception cref="FormatException">Not a type.</exception>
    public static AbiType ParseType(string text)
    {
        var parser = new SignatureParser(text);
        var type = parser.Type(0);
        return parser.AtEnd() ? type : throw parser.Expected("the end of the type");
    }

    private (IReadOnlyList<AbiParameter> Outputs, bool Anonymous) Rest(string kind)
    {
        IReadOnlyList<AbiParameter> outputs = [];
        var anonymous = false;
        while (!AtEnd())
        {
            if (Take(';'))
            {
                return AtEnd() ? (outputs, anonymous) : throw Expected("nothing after ';'");
            }

            var start = _at;
            var word = Word();
            if (word == "returns" && kind == "function")
            {
                outputs = Parameters(false, 0);
            }
            else if (word == "anonymous" && kind == "event")
            {
                anonymous = true;
            }
            else if (kind != "function" || !Modifiers.Contains(word))
            {
                _at = start;
                throw Expected("the end of the signature");
            }
        }

        return (outputs, anonymous);
    }

    private List<AbiParameter> Parameters(bool allowIndexed, int nesting)
    {
        Require('(');
        var parameters = new List<AbiParameter>();
        if (Take(')'))
        {
            return parameters;
        }

        do
        {
            parameters.Add(Parameter(allowIndexed, nesting));
        }
        while (Take(','));
        Require(')');
        return parameters;
    }

    private AbiParameter Parameter(bool allowIndexed, int nesting)
    {
        var type = Type(nesting);
        var indexed = false;
        var name = Word();
        while (name.Length > 0 && ((name == "indexed" && allowIndexed && !indexed) || DataLocations.Contains(name)))
        {
            indexed |= name == "indexed";
            name = Word();
        }

        return name == "indexed" ? throw Expected("a name other than 'indexed'") : new AbiParameter(name, type, indexed);
    }

    private AbiType Type(int nesting)
    {
        if (nesting > MaxNesting)
        {
            throw Expected($"at most {MaxNesting} levels of tuples and arrays");
        }

        Skip();
        var start = _at;
        var word = Word();
        AbiType type;
        if (word is "" or "tuple" && Peek() == '(')
        {
            var components = Parameters(false, nesting + 1);
            type = components.Count > 0 ? new AbiType.Tuple(components) : throw Expected("a tuple of at least one component");
        }
        else
        {
            type = Elementary(word) ?? throw At(start, $"'{word}' is not an ABI type");
        }

        type = Arrays(type, nesting);
        return type.HeadSize <= MaxStaticBytes ? type : throw At(start, "the type is larger than 1 MiB");
    }

    private AbiType Arrays(AbiType type, int nesting)
    {
        for (var depth = nesting; Take('['); depth++)
        {
            if (depth >= MaxNesting)
            {
                throw Expected($"at most {MaxNesting} levels of tuples and arrays");
            }

            if (Take(']'))
            {
                type = new AbiType.Array(type);
                continue;
            }

            if (!int.TryParse(Word(), NumberStyles.None, CultureInfo.InvariantCulture, out var length) || length is < 1 or > 65_536)
            {
                throw Expected("an array length of 1 to 65536");
            }

            Require(']');
            type = new AbiType.FixedArray(type, length);
            if (type.HeadSize > MaxStaticBytes)
            {
                throw Expected("a type of at most 1 MiB");
            }
        }

        return type;
    }

    private static AbiType? Elementary(string word) => word switch
    {
        "address" => new AbiType.Address(),
        "bool" => new AbiType.Bool(),
        "bytes" => new AbiType.Bytes(),
        "string" => new AbiType.Text(),
        "uint" => new AbiType.UnsignedInteger(256),
        "int" => new AbiType.SignedInteger(256),
        _ when Width(word, "uint") is { } bits && bits % 8 == 0 && bits is >= 8 and <= 256 => new AbiType.UnsignedInteger(bits),
        _ when Width(word, "int") is { } bits && bits % 8 == 0 && bits is >= 8 and <= 256 => new AbiType.SignedInteger(bits),
        _ when Width(word, "bytes") is { } length and >= 1 and <= 32 => new AbiType.FixedBytes(length),
        _ => null,
    };

    private static int? Width(string word, string prefix) =>
        word.StartsWith(prefix, StringComparison.Ordinal) && word.Length > prefix.Length && word[prefix.Length] != '0'
        && int.TryParse(word.AsSpan(prefix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var width) ? width : null;

    private string Word()
    {
        Skip();
        var start = _at;
        while (_at < _text.Length && (char.IsAsciiLetterOrDigit(_text[_at]) || _text[_at] is '_' or '$'))
        {
            _at++;
        }

        return _text[start.._at];
    }

    private char Peek()
    {
        Skip();
        return _at < _text.Length ? _text[_at] : '\0';
    }

    private bool Take(char c)
    {
        if (Peek() != c)
        {
            return false;
        }

        _at++;
        return true;
    }

    private void Require(char c)
    {
        if (!Take(c))
        {
            throw Expected($"'{c}'");
        }
    }

    private bool AtEnd() => Peek() == '\0';

    private void Skip()
    {
        while (_at < _text.Length && _text[_at] == ' ')
        {
            _at++;
        }
    }

    private FormatException Expected(string what) => At(_at, $"expected {what}");

    private FormatException At(int position, string what) => new($"Signature '{_text}', character {position + 1}: {what}.");
}
