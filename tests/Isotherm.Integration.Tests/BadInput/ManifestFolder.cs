using System.Text.Json;
using System.Text.Json.Nodes;

namespace Isotherm.Integration.Tests.BadInput;

/// <summary>Manifest files beside each other, each a variation of a sound one under an id of its own.</summary>
internal sealed class ManifestFolder
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    private readonly string _path;
    private readonly string _sound;

    public ManifestFolder(string path, string sound)
    {
        (_path, _sound) = (path, sound);
        Good = Write("good", m => m["id"] = "demo");
    }

    /// <summary>The sound one, of the network <c>demo</c>.</summary>
    public string Good { get; }

    public static JsonNode Event(JsonNode manifest, string name) =>
        manifest["events"]!.AsArray().Single(e => e!["signature"]!.GetValue<string>().StartsWith($"event {name}(", StringComparison.Ordinal))!;

    public static JsonNode Effect(JsonNode manifest, string name) => Event(manifest, name)["effects"]![0]!;

    /// <summary>Writes a variation and returns its path.</summary>
    public string Write(string id, Action<JsonNode> change)
    {
        JsonNode manifest = JsonNode.Parse(_sound)!;
        manifest.AsObject().Remove("$schema");
        manifest["id"] = id;
        change(manifest);
        string file = Path.Combine(_path, id + ".json");
        File.WriteAllText(file, manifest.ToJsonString(Indented));
        return file;
    }

    /// <summary>A bad one: its path, the line on which its fault stands as the written file has it, and what must be said of it.</summary>
    public (string File, string Line, string Message) Bad(string id, Action<JsonNode> change, string pointer, string message)
    {
        string file = Write(id, change);
        return (file, $"{LineOf(file, pointer)}", message);
    }

    /// <summary>One that is not there.</summary>
    public (string File, string Line, string Message) Missing(string id) => (Path.Combine(_path, id + ".json"), "1", "is not there; expected a manifest file");

    /// <summary>Walks down the indented text: a member is a line that begins with its name, an item the n-th line at its depth that opens one.</summary>
    public static int LineOf(string file, string pointer)
    {
        string[] lines = File.ReadAllLines(file);
        string[] parts = pointer.Split('/')[1..];
        int line = 0;
        for (int depth = 1; depth <= parts.Length; depth++)
        {
            string part = parts[depth - 1];
            bool isItem = int.TryParse(part, out int index);
            string start = new string(' ', 2 * depth) + (isItem ? "{" : $"\"{part}\":");
            for (int seen = -1; seen < (isItem ? index : 0);)
            {
                if (lines[++line].StartsWith(start, StringComparison.Ordinal))
                    seen++;
            }
        }

        return line + 1;
    }
}
