namespace Isotherm.Demo;

/// <summary>What the program was asked to do.</summary>
/// <param name="Chain">The node's http URL.</param>
/// <param name="Data">Where the manifest, the deployment's record and the chain's dump go.</param>
/// <param name="Seed">Decides everything that happens.</param>
/// <param name="Clusters">How many should be alive.</param>
/// <param name="BlockSeconds">Seconds between blocks.</param>
internal sealed record DemoOptions(Uri Chain, string Data, ulong Seed, int Clusters, int BlockSeconds)
{
    /// <summary>The manifest for the server.</summary>
    public string ManifestPath => Path.Combine(Data, "manifest.json");

    /// <summary>The deployment's record.</summary>
    public string NetworkPath => Path.Combine(Data, "network.json");

    /// <summary>The chain's dump, which Anvil's <c>--load-state</c> reads.</summary>
    public string DumpPath => Path.Combine(Data, "chain.json");
}
