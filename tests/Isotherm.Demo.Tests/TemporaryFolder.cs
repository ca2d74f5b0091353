namespace Isotherm.Demo.Tests;

/// <summary>A folder for one test.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("isotherm-demo-").FullName;

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
