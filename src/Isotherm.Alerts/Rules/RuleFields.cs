using System.Globalization;
using System.Text.Json;
using Isotherm.Domain;

namespace Isotherm.Alerts.Rules;

/// <summary>Reads the fields of one JSON object and collects what is wrong, each with its pointer.</summary>
internal sealed class RuleFields
{
    private readonly JsonElement _object;
    private readonly string _at;
    private readonly List<RuleProblem> _problems;
    private readonly HashSet<string> _known = new(StringComparer.Ordinal);

    internal RuleFields(JsonElement element, string at, List<RuleProblem> problems)
    {
        (_object, _at, _problems) = (element, at, problems);
        IsObject = element.ValueKind == JsonValueKind.Object;
        if (!IsObject)
            Add("", "It is not an object.", "an object");
    }

    private bool IsObject { get; }

    internal void Add(string field, string message, string expected) =>
        _problems.Add(new(field.Length == 0 ? _at : $"{_at}/{field}", message, expected));

    /// <summary>To be called last: fields that nobody asked for are mistakes.</summary>
    internal void RefuseOthers()
    {
        if (!IsObject)
            return;
        foreach (var property in _object.EnumerateObject())
        {
            if (!_known.Contains(property.Name))
                Add(property.Name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal), "No such field.", string.Join(", ", _known));
        }
    }

    internal JsonElement? Find(string name)
    {
        _known.Add(name);
        return IsObject && _object.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;
    }

    internal string? Text(string name, int longest, bool isRequired = true)
    {
        if (Find(name) is not { } value)
        {
            if (isRequired)
                Add(name, "It is missing.", $"a text of 1 to {longest} characters");
            return null;
        }

        if (value.ValueKind == JsonValueKind.String && value.GetString() is { Length: > 0 } text && text.Length <= longest && !text.Any(char.IsControl))
            return text;
        Add(name, "It is not a text of fitting length.", $"1 to {longest} characters, no control characters");
        return null;
    }

    internal long Whole(string name, long least, long most, long? otherwise)
    {
        if (Find(name) is not { } value)
        {
            if (otherwise is null)
                Add(name, "It is missing.", string.Create(CultureInfo.InvariantCulture, $"a whole number from {least} to {most}"));
            return otherwise ?? least;
        }

        if (value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var number) && number >= least && number <= most)
            return number;
        Add(name, "It is out of range.", string.Create(CultureInfo.InvariantCulture, $"a whole number from {least} to {most}"));
        return least;
    }

    internal bool Flag(string name, bool otherwise)
    {
        if (Find(name) is not { } value)
            return otherwise;
        if (value.ValueKind is JsonValueKind.True or JsonValueKind.False)
            return value.GetBoolean();
        Add(name, "It is neither true nor false.", "true or false");
        return otherwise;
    }

    /// <summary>A ratio with at most 4 decimals, as a string.</summary>
    internal uint? Bps(string name, uint? otherwise)
    {
        const string Expected = "a decimal as text with at most 4 decimals, for example \"1.32\"";
        if (Find(name) is not { } value)
        {
            if (otherwise is null)
                Add(name, "It is missing.", Expected);
            return otherwise;
        }

        if (value.ValueKind == JsonValueKind.String && FixedPoint.TryParseThresholdBps(value.GetString(), out var bps))
            return bps;
        Add(name, "It is not a ratio.", Expected);
        return null;
    }

    internal IReadOnlyList<string> Texts(string name, int longest, int most, int least)
    {
        var expected = $"{least} to {most} texts of 1 to {longest} characters, each once";
        if (Find(name) is not { } value)
        {
            if (least > 0)
                Add(name, "It is missing.", expected);
            return [];
        }

        if (value.ValueKind != JsonValueKind.Array)
        {
            Add(name, "It is not a list.", expected);
            return [];
        }

        List<string> texts = [];
        foreach (var item in value.EnumerateArray())
        {
            if (item.ValueKind == JsonValueKind.String && item.GetString() is { Length: > 0 } text && text.Length <= longest && !text.Any(char.IsControl))
                texts.Add(text);
            else
                Add(string.Create(CultureInfo.InvariantCulture, $"{name}/{texts.Count}"), "It is not a text of fitting length.", expected);
        }

        if (texts.Count < least || texts.Count > most || texts.Distinct(StringComparer.Ordinal).Count() != texts.Count)
            Add(name, "It has too few, too many or repeated items.", expected);
        return texts;
    }
}
