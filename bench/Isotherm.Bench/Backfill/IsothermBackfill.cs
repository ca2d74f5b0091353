using Isotherm.Chains;
using Isotherm.Chains.Evm;
using Isotherm.Chains.Manifests;
using Isotherm.Server;
using Isotherm.Server.Alerting;
using Isotherm.Server.Observability;
using Isotherm.Server.Wire;
using Isotherm.Storage.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;

namespace Isotherm.Bench.Backfill;

/// <summary>The server's own runtime, from an empty data directory to the chain's head: follow, verify, decode, apply, commit.</summary>
internal sealed class IsothermBackfill(Manifest manifest)
{
    /// <summary>Catches up once.</summary>
    /// <param name="head">The block to reach.</param>
    /// <param name="handler">Replaces the network; null for the usual one.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>Seconds, seconds of this process on the processors, and the state hash at the head.</returns>
    public async Task<(double Seconds, double Processor, string StateHash)> RunAsync(ulong head, Func<Uri, HttpMessageHandler>? handler, CancellationToken ct)
    {
        var directory = Directory.CreateTempSubdirectory("isotherm-bench-").FullName;
        try
        {
            using var meter = new ServerMeter();
            await using var runtime = new NetworkRuntime(Definition(directory, handler), new HeatmapCache(), new NoRules(), new OutboxBell(), meter, TimeProvider.System, NullLoggerFactory.Instance);
            using var stop = CancellationTokenSource.CreateLinkedTokenSource(ct);
            var processor = Environment.CpuUsage.TotalTime;
            var started = TimeProvider.System.GetTimestamp();
            var running = runtime.RunAsync(stop.Token);
            while (runtime.View.Published?.Picture.Block.Number != head)
            {
                if (runtime.Problem is { } problem)
                    throw new InvalidOperationException(problem);
                await Task.Delay(TimeSpan.FromMilliseconds(2), TimeProvider.System, ct);
            }

            var seconds = TimeProvider.System.GetElapsedTime(started).TotalSeconds;
            var busy = (Environment.CpuUsage.TotalTime - processor).TotalSeconds;
            var hash = runtime.View.Published!.Picture.StateHash;
            await stop.CancelAsync();
            await running;
            return (seconds, busy, hash);
        }
        finally
        {
            Directory.Delete(directory, recursive: true);
        }
    }

    private NetworkDefinition Definition(string directory, Func<Uri, HttpMessageHandler>? handler) => new()
    {
        Rules = manifest.Rules,
        Name = manifest.Name,
        Contracts = manifest.Contracts,
        Fingerprint = "bench",
        JournalDirectory = directory,
        OpenJournal = async ct => await SqliteJournal.OpenAsync(directory, manifest.Id, TimeProvider.System, ct),
        OpenChain = _ => new FollowerSource(new ChainFollower(
            manifest,
            new ChainFollowerOptions { Rpc = new JsonRpcOptions { Handler = handler } },
            TimeProvider.System,
            NullLogger<ChainFollower>.Instance)),
    };
}
