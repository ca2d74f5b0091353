using System.Text.Json;

namespace Isotherm.Chains.Manifests;

/// <summary>Reads a manifest's <c>simulation</c>.</summary>
internal static class SimulationReader
{
    private const int LongestNote = 600;

    /// <summary>The section; null where the manifest has none.</summary>
    public static SimulationSpec? Read(FieldReader manifest)
    {
        if (manifest.Object("simulation", required: false) is not { } fields)
        {
            return null;
        }

        var label = fields.Text("label", "a label of at most 40 printable ASCII characters", IsLabel);
        var note = fields.Any("note");
        if (note is not null && (note.Kind != JsonValueKind.String || note.Text.Length is 0 or > LongestNote))
        {
            fields.Wrong("note", $"expected a text of at most {LongestNote} characters, found {note.Found}");
        }

        fields.Done();
        return new SimulationSpec(label, note?.Text ?? "");
    }

    private static bool IsLabel(string text) => text.Length <= 40 && text.All(c => c is >= ' ' and <= '~') && text.Trim().Length == text.Length;
}
