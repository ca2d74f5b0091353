namespace Isotherm.Integration.Tests.Network;

/// <summary>A directory of one test's own, gone with it.</summary>
internal sealed class DataDirectory : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("isotherm-").FullName;

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
