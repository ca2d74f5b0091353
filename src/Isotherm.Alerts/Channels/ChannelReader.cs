using System.Text.Json;

namespace Isotherm.Alerts.Channels;

/// <summary>Reads one JSON object's members, each at most once, and gathers what is wrong.</summary>
internal sealed class ChannelReader
{
    private readonly JsonElement _object;
    private readonly string _at;
    private readonly HashSet<string> _known = new(StringComparer.Ordinal);
    private readonly List<ChannelProblem> _problems;

    private ChannelReader(JsonElement element, string at, List<ChannelProblem> problems) => (_object, _at, _problems) = (element, at, problems);

    /// <summary>Found so far, in this and in inner objects.</summary>
    public IReadOnlyList<ChannelProblem> Problems => _problems;

    public static ChannelReader Start(JsonElement root)
    {
        var problems = new List<ChannelProblem>();
        if (root.ValueKind == JsonValueKind.Object)
            return new ChannelReader(root, "", problems);
        problems.Add(new("", "The body is no object.", "an object with name, kind and settings"));
        return new ChannelReader(default, "", problems);
    }

    /// <summary>An enum's value as JSON has it.</summary>
    public static string NameOf<T>(T value)
        where T : struct, Enum => value.ToString().ToLowerInvariant();

    public void Add(string member, string message, string expected) => _problems.Add(new($"{_at}/{member}", message, expected));

    public string? Text(string member, int longest) => Optional(member, longest) ?? Missing<string>(member, $"text of 1–{longest} characters");

    /// <summary>A text; null when it is not there or null. What is there must be good.</summary>
    public string? Optional(string member, int longest)
    {
        if (!Has(member, out var value))
            return null;
        if (value.ValueKind == JsonValueKind.String && value.GetString() is { Length: > 0 } text && text.Length <= longest && !text.Any(char.IsControl))
            return text;
        Add(member, "This is no text, empty, too long, or has control characters.", $"text of 1–{longest} characters");
        return null;
    }

    public T? Choice<T>(string member)
        where T : struct, Enum
    {
        var expected = string.Join(", ", Enum.GetValues<T>().Select(NameOf));
        if (!Has(member, out var value))
        {
            Missing<string>(member, $"one of {expected}");
            return null;
        }

        var text = value.ValueKind == JsonValueKind.String ? value.GetString() : null;
        foreach (var choice in Enum.GetValues<T>())
        {
            if (NameOf(choice) == text)
                return choice;
        }

        Add(member, "This is not known.", $"one of {expected}");
        return null;
    }

    public bool Flag(string member, bool usual)
    {
        if (!Has(member, out var value))
            return usual;
        if (value.ValueKind is JsonValueKind.True or JsonValueKind.False)
            return value.GetBoolean();
        Add(member, "This is no truth value.", "true or false");
        return usual;
    }

    public int? Number(string member, int least, int most)
    {
        if (!Has(member, out var value))
        {
            Missing<string>(member, $"a whole number {least}–{most}");
            return null;
        }

        if (value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var number) && number >= least && number <= most)
            return number;
        Add(member, "This is no such number.", $"a whole number {least}–{most}");
        return null;
    }

    public IReadOnlyList<string> Texts(string member, int most, int longest)
    {
        var expected = $"a list of 1–{most} texts of at most {longest} characters";
        if (!Has(member, out var value))
        {
            Missing<string>(member, expected);
            return [];
        }

        if (value.ValueKind == JsonValueKind.Array && value.GetArrayLength() is var n && n >= 1 && n <= most
            && value.EnumerateArray().All(e => e.ValueKind == JsonValueKind.String && e.GetString() is { Length: > 0 } t && t.Length <= longest))
            return [.. value.EnumerateArray().Select(e => e.GetString()!)];
        Add(member, "This is no such list.", expected);
        return [];
    }

    /// <summary>Takes a member without looking at it.</summary>
    public bool IgnoreList(string member) => Has(member, out _);

    public ChannelReader? Inner(string member)
    {
        if (Has(member, out var value) && value.ValueKind == JsonValueKind.Object)
            return new ChannelReader(value, $"{_at}/{member}", _problems);
        Missing<string>(member, "an object");
        return null;
    }

    public void RefuseOthers()
    {
        if (_object.ValueKind != JsonValueKind.Object)
            return;
        foreach (var member in _object.EnumerateObject().Where(m => !_known.Contains(m.Name)))
        {
            var shown = member.Name.Length > 64 ? member.Name[..64] : member.Name;
            _problems.Add(new($"{_at}/{Escape(shown)}", "There is no such member here.", string.Join(", ", _known.Order(StringComparer.Ordinal))));
        }
    }

    private static string Escape(string name) => name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal);

    private bool Has(string member, out JsonElement value)
    {
        _known.Add(member);
        value = default;
        return _object.ValueKind == JsonValueKind.Object && _object.TryGetProperty(member, out value) && value.ValueKind != JsonValueKind.Null;
    }

    private T? Missing<T>(string member, string expected)
        where T : class
    {
        if (_problems.All(p => p.Pointer != $"{_at}/{member}"))
            Add(member, "This is missing.", expected);
        return null;
    }
}
