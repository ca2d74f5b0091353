using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Isotherm.Testing;

namespace Isotherm.Server.Tests;

/// <summary>Compares with a committed file under <c>Golden/</c>. ISOTHERM_ACCEPT=1 writes the files anew; read the difference before committing.</summary>
internal static class Golden
{
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static void Matches(string file, JsonNode actual) => Matches(file, actual.ToJsonString(Readable) + "\n");

    public static void Matches(string file, string actual)
    {
        var path = RepositoryRoot.Combine("tests", "Isotherm.Server.Tests", "Golden", file);
        if (Environment.GetEnvironmentVariable("ISOTHERM_ACCEPT") == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, actual);
        }

        Assert.True(File.Exists(path), $"{path} is missing; ISOTHERM_ACCEPT=1 writes it.");
        Assert.Equal(File.ReadAllText(path), actual);
    }
}
