using Isotherm.Chains.Auditing;
using Isotherm.Chains.Manifests;
using Isotherm.Server.Wire;
using Isotherm.Storage.Sqlite;

namespace Isotherm.Server;

/// <summary>A network as its manifest describes it.</summary>
internal static class ManifestNetwork
{
    /// <summary>The network.</summary>
    /// <param name="manifest">The manifest.</param>
    /// <param name="data">The directory of journals; the network's own is the one of its id.</param>
    /// <param name="time">The clock.</param>
    /// <param name="openChain">Follows the chain that a manifest names.</param>
    public static NetworkDefinition Of(Manifest manifest, string data, TimeProvider time, Func<Manifest, ILoggerFactory, IChainSource> openChain)
    {
        var directory = Path.Combine(data, manifest.Id);
        return new NetworkDefinition
        {
            Rules = manifest.Rules,
            Name = manifest.Name,
            Contracts = manifest.Contracts,
            Fingerprint = manifest.Source.Fingerprint,
            Simulation = manifest.Simulation is { } simulation ? new SimulationBody(simulation.Label, simulation.Note) : null,
            IsReplay = manifest.Recorded is not null,
            ChainId = manifest.Recorded is null ? manifest.Chain.ChainId : null,
            Nodes = manifest.Recorded is null ? [.. manifest.Chain.Endpoints.Select(static endpoint => endpoint.Http)] : [],
            JournalDirectory = directory,
            OpenJournal = async ct => await SqliteJournal.OpenAsync(directory, manifest.Id, time, ct),
            OpenChain = logs => openChain(manifest, logs),
            OpenAuditor = manifest.Views is null ? null : () => new ContractAuditor(manifest, new ContractAuditorOptions(), time),
        };
    }
}
