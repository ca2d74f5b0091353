using System.Text;
using System.Text.Json;

namespace Isotherm.Chains.Manifests;

/// <summary>Parses JSON (RFC 8259, without comments or repeated members) and keeps lines and pointers for messages.</summary>
internal ref struct SourceParser
{
    private readonly ReadOnlySpan<byte> _utf8;
    private readonly List<ManifestProblem> _problems;
    private Utf8JsonReader _reader;
    private long _counted;
    private int _line;

    private SourceParser(ReadOnlySpan<byte> utf8, List<ManifestProblem> problems)
    {
        _utf8 = utf8;
        _problems = problems;
        _reader = new Utf8JsonReader(utf8, new JsonReaderOptions { MaxDepth = 32 });
        _line = 1;
    }

    /// <summary>The document, or null with a problem added.</summary>
    public static SourceNode? Parse(ReadOnlySpan<byte> utf8, List<ManifestProblem> problems)
    {
        var bom = Encoding.UTF8.Preamble;
        var parser = new SourceParser(utf8.StartsWith(bom) ? utf8[bom.Length..] : utf8, problems);
        try
        {
            parser._reader.Read();
            var root = parser.Value("");
            parser._reader.Read();
            return root;
        }
        catch (JsonException e)
        {
            problems.Add(new ManifestProblem("", (int)(e.LineNumber ?? 0) + 1, $"expected JSON: {e.Message.Split(" LineNumber:", 2)[0]}"));
            return null;
        }
    }

    private SourceNode Value(string pointer)
    {
        var line = Line();
        switch (_reader.TokenType)
        {
            case JsonTokenType.StartObject:
                return new SourceNode(JsonValueKind.Object, pointer, line) { Members = Members(pointer) };
            case JsonTokenType.StartArray:
                return new SourceNode(JsonValueKind.Array, pointer, line) { Items = Items(pointer) };
            case JsonTokenType.String:
                return new SourceNode(JsonValueKind.String, pointer, line) { Text = Text(pointer, line) };
            case JsonTokenType.Number:
                return new SourceNode(JsonValueKind.Number, pointer, line) { Text = Encoding.UTF8.GetString(_reader.ValueSpan) };
            case JsonTokenType.True:
                return new SourceNode(JsonValueKind.True, pointer, line);
            case JsonTokenType.False:
                return new SourceNode(JsonValueKind.False, pointer, line);
            default:
                return new SourceNode(JsonValueKind.Null, pointer, line);
        }
    }

    private Dictionary<string, SourceNode> Members(string pointer)
    {
        var members = new Dictionary<string, SourceNode>();
        while (_reader.Read() && _reader.TokenType == JsonTokenType.PropertyName)
        {
            var line = Line();
            var name = Text(pointer, line);
            var path = $"{pointer}/{name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal)}";
            _reader.Read();
            if (!members.TryAdd(name, Value(path)))
            {
                _problems.Add(new ManifestProblem(path, line, $"'{name}' is there twice; expected it once"));
            }
        }

        return members;
    }

    private List<SourceNode> Items(string pointer)
    {
        var items = new List<SourceNode>();
        while (_reader.Read() && _reader.TokenType != JsonTokenType.EndArray)
        {
            items.Add(Value($"{pointer}/{items.Count}"));
        }

        return items;
    }

    private readonly string Text(string pointer, int line)
    {
        try
        {
            return _reader.GetString()!;
        }
        catch (InvalidOperationException)
        {
            _problems.Add(new ManifestProblem(pointer, line, "expected text in valid UTF-8"));
            return "";
        }
    }

    private int Line()
    {
        var at = _reader.TokenStartIndex;
        _line += _utf8[(int)_counted..(int)at].Count((byte)'\n');
        _counted = at;
        return _line;
    }
}
