using System.Security.Cryptography;
using Isotherm.Chains.Auditing;
using Isotherm.Chains.Manifests;
using Isotherm.Server.Wire;
using Isotherm.Storage.Sqlite;

namespace Isotherm.Server;

/// <summary>A network as its manifest describes it.</summary>
internal static class ManifestNetwork
{
    /// <summary>Reads the manifest.</summary>
    /// <param name="file">The manifest.</param>
    /// <param name="data">The directory of journals; the network's own is the one of its id.</param>
    /// <param name="time">The clock.</param>
    /// <param name="openChain">Follows the chain that a manifest names.</param>
    /// <param name="problems">What is wrong with it, one sentence each; empty when it can be followed.</param>
    /// <returns>The network; null when something is wrong.</returns>
    public static NetworkDefinition? Read(
        string file,
        string data,
        TimeProvider time,
        Func<Manifest, ILoggerFactory, IChainSource> openChain,
        out IReadOnlyList<string> problems)
    {
        switch (ManifestReader.Read(file))
        {
            case ManifestResult.Invalid invalid:
                problems = [.. invalid.Problems.Select(problem => $"Option --manifest is \"{file}\": {problem}")];
                return null;
            case ManifestResult.Valid valid:
                problems = [];
                return Of(valid.Manifest, Fingerprint(file), data, time, openChain);
            default:
                throw new InvalidOperationException("A manifest is valid or invalid.");
        }
    }

    private static NetworkDefinition Of(
        Manifest manifest, string fingerprint, string data, TimeProvider time, Func<Manifest, ILoggerFactory, IChainSource> openChain)
    {
        var directory = Path.Combine(data, manifest.Id);
        return new NetworkDefinition
        {
            Rules = manifest.Rules,
            Name = manifest.Name,
            Contracts = manifest.Contracts,
            Fingerprint = fingerprint,
            Simulation = manifest.Simulation is { } simulation ? new SimulationBody(simulation.Label, simulation.Note) : null,
            IsReplay = manifest.Recorded is not null,
            JournalDirectory = directory,
            OpenJournal = async ct => await SqliteJournal.OpenAsync(directory, manifest.Id, time, ct),
            OpenChain = logs => openChain(manifest, logs),
            OpenAuditor = manifest.Views is null ? null : () => new ContractAuditor(manifest, new ContractAuditorOptions(), time),
        };
    }

    private static string Fingerprint(string file) => Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(file)));
}
