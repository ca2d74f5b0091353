using System.Globalization;
using System.Numerics;
using System.Text.Json;

namespace Isotherm.Chains.Manifests;

/// <summary>Reads one object's fields and notes what is missing, mistyped or unknown. A default stands in for what was wrong.</summary>
internal sealed class FieldReader
{
    private readonly SourceNode _node;
    private readonly List<ManifestProblem> _problems;
    private readonly List<string> _known = [];

    public FieldReader(SourceNode node, List<ManifestProblem> problems)
    {
        _node = node;
        _problems = problems;
        if (node.Kind != JsonValueKind.Object)
        {
            Problem(node, $"expected an object, found {node.Found}");
        }
    }

    /// <summary>A field of any type; null (with a problem if required) when it is absent.</summary>
    public SourceNode? Any(string name, bool required = true)
    {
        _known.Add(name);
        if (_node.Members.TryGetValue(name, out var value))
        {
            return value;
        }

        if (required && _node.Kind == JsonValueKind.Object)
        {
            Problem(_node, $"expected a field '{name}'");
        }

        return null;
    }

    /// <summary>A non-empty text of at most 200 characters that <paramref name="accepts"/> (when given).</summary>
    public string Text(string name, string expected, Func<string, bool>? accepts = null, bool required = true)
    {
        if (Any(name, required) is not { } value)
        {
            return "";
        }

        if (value.Kind == JsonValueKind.String && value.Text.Length is > 0 and <= 200 && (accepts is null || accepts(value.Text)))
        {
            return value.Text;
        }

        Problem(value, $"expected {expected}, found {value.Found}");
        return "";
    }

    /// <summary>A whole number between bounds.</summary>
    public BigInteger Whole(string name, BigInteger least, BigInteger most, BigInteger? absent = null)
    {
        if (Any(name, absent is null) is not { } value)
        {
            return absent ?? least;
        }

        if (value.Kind == JsonValueKind.Number && BigInteger.TryParse(value.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most)
        {
            return number;
        }

        Problem(value, $"expected a whole number from {least} to {most}, found {value.Found}");
        return least;
    }

    /// <summary>A number of seconds, fractions allowed, above 0 and at most a day.</summary>
    public double Seconds(string name)
    {
        if (Any(name) is not { } value)
        {
            return 1;
        }

        if (value.Kind == JsonValueKind.Number && double.TryParse(value.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds) && seconds is >= 0.05 and <= 86_400)
        {
            return seconds;
        }

        Problem(value, $"expected seconds from 0.05 to 86400, found {value.Found}");
        return 1;
    }

    /// <summary>An EVM address, lower-cased.</summary>
    public string Address(string name, bool required = true)
    {
        var text = Text(name, "an address (0x and 40 hex digits)", t => ManifestText.IsHex(t, 40), required).ToLowerInvariant();
        if (text.Length > 0 && text.AsSpan(2).TrimStart('0').IsEmpty)
        {
            Problem(_node.Members[name], "not filled yet: found the zero address; expected a contract's address");
        }

        return text;
    }

    /// <summary>A nested object's fields; null when it is absent.</summary>
    public FieldReader? Object(string name, bool required = true) => Any(name, required) is { } value ? new FieldReader(value, _problems) : null;

    /// <summary>The fields of a list's item.</summary>
    public FieldReader Nested(SourceNode item) => new(item, _problems);

    /// <summary>A list's items; empty when it is absent.</summary>
    public IReadOnlyList<SourceNode> List(string name, int least, int most)
    {
        if (Any(name) is not { } value)
        {
            return [];
        }

        if (value.Kind != JsonValueKind.Array || value.Items.Count < least || value.Items.Count > most)
        {
            Problem(value, $"expected a list of {least} to {most}, found {(value.Kind == JsonValueKind.Array ? $"{value.Items.Count} items" : value.Found)}");
        }

        return value.Items;
    }

    /// <summary>Notes fields that nothing asked for; call when all have been read.</summary>
    public void Done()
    {
        foreach (var (name, value) in _node.Members.Where(m => !_known.Contains(m.Key)))
        {
            Problem(value, $"unknown field '{name}'; expected one of {string.Join(", ", _known)}");
        }
    }

    /// <summary>Notes a problem with a field that is there.</summary>
    public void Wrong(string name, string message) => Problem(_node.Members.GetValueOrDefault(name, _node), message);

    /// <summary>Notes a problem with an item of a list.</summary>
    public void Wrong(SourceNode item, string message) => Problem(item, message);

    private void Problem(SourceNode at, string message) => _problems.Add(new ManifestProblem(at.Pointer, at.Line, message));
}
