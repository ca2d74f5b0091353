using Isotherm.Chains.Manifests;
using Isotherm.Demo.Chain;

namespace Isotherm.Demo.Deployment;

/// <summary>The deployment as a manifest: <c>networks/reference.json</c> with what only the deployment knows.</summary>
internal static class ManifestText
{
    /// <summary>JSON for the server.</summary>
    public static string Of(DeployedNetwork network, Uri chain, int blockSeconds) => ManifestTemplate.Fill(Artifact.Text("reference.json"), new ManifestFill
    {
        ChainId = (ulong)network.ChainId,
        GenesisHash = network.Genesis,
        BlockTimeSeconds = blockSeconds,
        StartBlock = (ulong)network.DeployedAt,
        Endpoints = [new EndpointSpec(chain, new UriBuilder(chain) { Scheme = "ws", Port = chain.Port }.Uri)],
        Contracts = new Dictionary<string, string> { ["settlement"] = network.Settlement, ["token"] = network.Token },
        Feeds = new Dictionary<string, string> { ["token"] = network.TokenFeed, ["native"] = network.NativeFeed },
    });
}
