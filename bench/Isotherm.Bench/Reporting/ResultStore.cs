using System.Text.Encodings.Web;
using System.Text.Json;
using Isotherm.Testing;

namespace Isotherm.Bench.Reporting;

/// <summary>The committed results, one file a part.</summary>
internal static class ResultStore
{
    private static readonly JsonSerializerOptions Options = new()
    {
        WriteIndented = true,
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Keeps a part's results, in place of older ones.</summary>
    public static void Save(Section section) =>
        File.WriteAllText(PathOf(section.Name), JsonSerializer.Serialize(section, Options) + "\n");

    /// <summary>The results of a part; null when it has never run.</summary>
    public static Section? Load(string name) =>
        File.Exists(PathOf(name)) ? JsonSerializer.Deserialize<Section>(File.ReadAllText(PathOf(name)), Options) : null;

    private static string PathOf(string name) => RepositoryRoot.Combine("bench", "results", $"{name}.json");
}
