using System.Text.Json;

namespace Isotherm.Chains.Manifests;

/// <summary>A JSON value that knows where it stands.</summary>
internal sealed record SourceNode(JsonValueKind Kind, string Pointer, int Line)
{
    /// <summary>A string's text, or a number's digits as written.</summary>
    public string Text { get; init; } = "";

    /// <summary>An object's members in order.</summary>
    public IReadOnlyDictionary<string, SourceNode> Members { get; init; } = new Dictionary<string, SourceNode>();

    /// <summary>An array's items.</summary>
    public IReadOnlyList<SourceNode> Items { get; init; } = [];

    /// <summary>What the value is, for a message.</summary>
    public string Found => Kind switch
    {
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "a list",
        JsonValueKind.String => Text.Length <= 80 ? $"'{Text}'" : $"'{Text[..80]}…'",
        JsonValueKind.Number => Text,
        JsonValueKind.True => "true",
        JsonValueKind.False => "false",
        _ => "null",
    };
}
