using Isotherm.Testing;

namespace Isotherm.Cli.Tests;

/// <summary>A folder of one test's own, gone with it.</summary>
internal sealed class Folder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("isotherm-cli-").FullName;

    /// <summary>The reference manifest with its placeholders filled by addresses that no node is asked about.</summary>
    public static string Filled { get; } = Template.Replace("0x" + new string('0', 40), "0x" + new string('7', 40), StringComparison.Ordinal);

    private static string Template => File.ReadAllText(RepositoryRoot.Combine("networks", "reference.json"));

    /// <summary>Writes a file and returns its path.</summary>
    public string Write(string name, string text)
    {
        var path = System.IO.Path.Combine(Path, name);
        File.WriteAllText(path, text);
        return path;
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
