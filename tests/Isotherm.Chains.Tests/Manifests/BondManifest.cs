using Isotherm.Chains.Manifests;
using Isotherm.Testing;

namespace Isotherm.Chains.Tests.Manifests;

/// <summary>The manifest of the second contract, filled: no feeds, accrual, literals, a block's time.</summary>
internal static class BondManifest
{
    public static string Template => File.ReadAllText(RepositoryRoot.Combine("networks", "rig-bonds.json"));

    public static string Json { get; } = ManifestTemplate.Fill(
        Template, DemoManifest.Fill(new Uri("http://node.example:8545")) with { Feeds = new Dictionary<string, string>() });

    public static Manifest Manifest { get; } = ManifestReader.ReadText(Json) is ManifestResult.Valid valid
        ? valid.Manifest
        : throw new InvalidOperationException("The filled manifest of the second contract is not valid.");
}
