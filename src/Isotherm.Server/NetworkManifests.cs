using Isotherm.Chains.Manifests;

namespace Isotherm.Server;

/// <summary>The manifests that a server was given: those that become networks, and those that are refused and must not stop the others.</summary>
/// <param name="Networks">In the order of the files.</param>
/// <param name="Refused">In the order of the files.</param>
internal sealed record NetworkManifests(IReadOnlyList<NetworkDefinition> Networks, IReadOnlyList<RefusedManifest> Refused)
{
    /// <summary>Reads all files. Of two good manifests with one id the first becomes the network.</summary>
    /// <param name="files">Manifests, one a network.</param>
    /// <param name="data">The directory of journals; a network's own is the one of its id.</param>
    /// <param name="time">The clock.</param>
    /// <param name="openChain">Follows the chain that a manifest names.</param>
    public static NetworkManifests Read(
        IReadOnlyList<string> files, string data, TimeProvider time, Func<Manifest, ILoggerFactory, IChainSource> openChain)
    {
        var networks = new List<NetworkDefinition>();
        var refused = new List<RefusedManifest>();
        var first = new Dictionary<string, (string File, ManifestSource Source)>(StringComparer.Ordinal);
        foreach (var file in files)
        {
            switch (ManifestReader.Read(file))
            {
                case ManifestResult.Invalid invalid:
                    refused.Add(RefusedManifest.Of(file, invalid.Problems));
                    break;
                case ManifestResult.Valid { Manifest: var manifest } when !first.TryAdd(manifest.Id, (file, manifest.Source)):
                    refused.Add(RefusedManifest.Repeated(file, manifest.Source, first[manifest.Id].File, first[manifest.Id].Source));
                    break;
                case ManifestResult.Valid { Manifest: var manifest }:
                    networks.Add(ManifestNetwork.Of(manifest, data, time, openChain));
                    break;
            }
        }

        return new NetworkManifests(networks, refused);
    }
}
