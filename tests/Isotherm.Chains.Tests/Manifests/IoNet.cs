using Isotherm.Chains.Manifests;
using Isotherm.Testing;

namespace Isotherm.Chains.Tests.Manifests;

/// <summary>The committed manifest of io.net.</summary>
internal static class IoNet
{
    public static string Path => RepositoryRoot.Combine("networks", "io-net.json");

    public static string Json { get; } = File.ReadAllText(Path);

    public static Manifest Manifest => Assert.IsType<ManifestResult.Valid>(ManifestReader.Read(Path)).Manifest;
}
