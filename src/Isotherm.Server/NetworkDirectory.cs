namespace Isotherm.Server;

/// <summary>The networks of this server, in the order of their manifests.</summary>
internal sealed class NetworkDirectory(IReadOnlyList<NetworkRuntime> networks, IReadOnlyList<RefusedManifest> refused) : IAsyncDisposable
{
    private readonly Dictionary<string, NetworkRuntime> _byId = networks.ToDictionary(static n => n.Definition.Id, StringComparer.Ordinal);

    /// <summary>All of them.</summary>
    public IReadOnlyList<NetworkRuntime> All => networks;

    /// <summary>Manifests that did not become networks.</summary>
    public IReadOnlyList<RefusedManifest> Refused => refused;

    /// <summary>The network of an id, or null.</summary>
    public NetworkRuntime? Find(string id) => _byId.GetValueOrDefault(id);

    /// <summary>Closes all journals. Call after the networks were told to stop.</summary>
    public async ValueTask DisposeAsync()
    {
        foreach (var network in networks)
            await network.DisposeAsync();
    }
}
