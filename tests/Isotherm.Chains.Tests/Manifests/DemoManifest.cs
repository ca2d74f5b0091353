using Isotherm.Chains.Manifests;
using Isotherm.Testing;

namespace Isotherm.Chains.Tests.Manifests;

/// <summary>The reference template, filled as the demo fills it.</summary>
internal static class DemoManifest
{
    public const string Settlement = "0x5fbdb2315678afecb367f032d93f642f64180aa3";
    public const string Token = "0xe7f1725e7734ce288f8367e1bb143e90bb3f0512";
    public const string TokenFeed = "0x9fe46736679d2d9a65f0992f2272de9f3c7fa6e0";
    public const string NativeFeed = "0xcf7ed3acca5a467e9e704c703e8d87f634fb0fc9";

    public static string Template => File.ReadAllText(RepositoryRoot.Combine("networks", "reference.json"));

    public static string Json { get; } = ManifestTemplate.Fill(Template, Fill(new Uri("http://node.example:8545")));

    public static ManifestFill Fill(Uri http) => new()
    {
        ChainId = 31337,
        BlockTimeSeconds = 2,
        StartBlock = 1,
        Endpoints = [new EndpointSpec(http, null)],
        Contracts = new Dictionary<string, string> { ["settlement"] = Settlement, ["token"] = Token },
        Feeds = new Dictionary<string, string> { ["token"] = TokenFeed, ["native"] = NativeFeed },
    };

    public static Manifest Manifest { get; } = ManifestReader.ReadText(Json) is ManifestResult.Valid valid
        ? valid.Manifest
        : throw new InvalidOperationException("The filled reference manifest is not valid.");
}
