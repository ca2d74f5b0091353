using System.Text;
using System.Text.Json;
using Isotherm.Demo.Chain;
using Isotherm.Demo.Deployment;
using Isotherm.Demo.Driving;

namespace Isotherm.Demo;

/// <summary>Deploys where nothing is deployed yet, then drives the chain block by block until it is told to stop.</summary>
internal sealed class DemoProgram(DemoOptions options, TimeProvider time, TextWriter log)
{
    private const int BlocksBetweenDumps = 14;
    private const int BlocksBetweenReports = 30;
    private const int ClockLagSeconds = 2;

    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Retry = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan StopLimit = TimeSpan.FromSeconds(20);
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    private long _dumpedAt;
    private bool _isReportDue = true;

    /// <summary>Deploys unless the chain already holds the network, and writes the manifest.</summary>
    /// <exception cref="NodeException">The node cannot be used; the message says why.</exception>
    /// <exception cref="IOException">The data folder cannot be written.</exception>
    public async Task<DemoChain> PrepareAsync(CancellationToken cancellation)
    {
        var genesis = await WaitForNodeAsync(cancellation).ConfigureAwait(false);
        if (await ReadNetworkAsync(cancellation).ConfigureAwait(false) is { } known && known.Genesis == genesis)
        {
            await log.WriteLineAsync($"going on with the network deployed in block {known.DeployedAt} (seed {known.Seed})").ConfigureAwait(false);
            var resumed = DemoChain.Resume(options.Chain, known, options.BlockSeconds, time);
            await WriteManifestAsync(resumed, cancellation).ConfigureAwait(false);
            return resumed;
        }

        var started = time.GetTimestamp();
        var deployed = await DemoChain.DeployAsync(
            options.Chain, options.Seed, options.Clusters, options.BlockSeconds, time, cancellation).ConfigureAwait(false);
        await ChainDump.WriteAsync(deployed.Node, options.DumpPath, cancellation).ConfigureAwait(false);
        await SafeFile.WriteAsync(options.NetworkPath, JsonSerializer.SerializeToUtf8Bytes(deployed.Network, Indented), cancellation).ConfigureAwait(false);
        await WriteManifestAsync(deployed, cancellation).ConfigureAwait(false);
        await log.WriteLineAsync(
            $"deployed {options.Clusters} clusters up to block {deployed.Network.WorldStart} in {time.GetElapsedTime(started).TotalSeconds:0.0} s (seed {options.Seed})").ConfigureAwait(false);
        return deployed;
    }

    /// <summary>Drives until cancelled; then stops the chain and dumps it.</summary>
    /// <exception cref="InvalidDataException">The chain was replaced by another one.</exception>
    /// <exception cref="IOException">The dump cannot be written.</exception>
    public async Task DriveAsync(DemoChain chain, CancellationToken cancellation)
    {
        try
        {
            await LoopAsync(chain, cancellation).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            await log.WriteLineAsync("stopping").ConfigureAwait(false);
        }

        await LeaveAsync(chain).ConfigureAwait(false);
    }

    private async Task LoopAsync(DemoChain chain, CancellationToken cancellation)
    {
        var (isMining, isLost) = (false, false);
        while (true)
        {
            cancellation.ThrowIfCancellationRequested();
            try
            {
                if (!isMining)
                {
                    await SetMiningAsync(chain, cancellation).ConfigureAwait(false);
                    isMining = true;
                    if (isLost)
                    {
                        await log.WriteLineAsync("the chain is back").ConfigureAwait(false);
                    }

                    isLost = false;
                }

                if (await chain.Driver.StepAsync(cancellation).ConfigureAwait(false) is StepResult.Sent sent)
                {
                    await AfterBlockAsync(chain, sent, cancellation).ConfigureAwait(false);
                }
            }
            catch (NodeException e)
            {
                if (!isLost)
                {
                    await log.WriteLineAsync($"the chain at {options.Chain} does not answer ({e.Message}); waiting for it").ConfigureAwait(false);
                }

                (isMining, isLost) = (false, true);
            }

            await Task.Delay(isLost ? Retry : Poll, time, cancellation).ConfigureAwait(false);
        }
    }

    private async Task AfterBlockAsync(DemoChain chain, StepResult.Sent sent, CancellationToken cancellation)
    {
        var (view, number) = (sent.View, sent.View.Head.Number);
        // A reorganisation from outside leaves the node's clock behind by as much as it mined again.
        var behind = time.GetUtcNow().ToUnixTimeSeconds() - view.Head.Timestamp;
        if (behind > ClockLagSeconds)
        {
            await chain.Node.ArriveInThePresentAsync(time.GetUtcNow(), cancellation).ConfigureAwait(false);
            await log.WriteLineAsync($"the chain's clock was {behind} s behind at block {number}; set to the present").ConfigureAwait(false);
        }

        if (number >= _dumpedAt + BlocksBetweenDumps || number < _dumpedAt)
        {
            await ChainDump.WriteAsync(chain.Node, options.DumpPath, cancellation).ConfigureAwait(false);
            _dumpedAt = number;
        }

        if (_isReportDue || number % BlocksBetweenReports == 0)
        {
            _isReportDue = false;
            await log.WriteLineAsync(
                $"block {number}: {view.Clusters.Count} clusters, {view.Clusters.Count(c => c.IsQueued)} queued, token ${(double)view.TokenPrice / 1e8:0.0000}, "
                + $"base fee {(double)view.Head.BaseFee / 1e9:0.0} gwei, {sent.Count.Sent} sent, {sent.Count.HeldBack} held back").ConfigureAwait(false);
        }
    }

    private async Task LeaveAsync(DemoChain chain)
    {
        using var limit = new CancellationTokenSource(StopLimit, time);
        try
        {
            await MineEveryAsync(chain, 0, limit.Token).ConfigureAwait(false);
            await ChainDump.WriteAsync(chain.Node, options.DumpPath, limit.Token).ConfigureAwait(false);
            await log.WriteLineAsync("the chain is saved").ConfigureAwait(false);
        }
        catch (Exception e) when (e is NodeException or OperationCanceledException)
        {
            await log.WriteLineAsync($"no last dump, the one before stays: {e.Message}").ConfigureAwait(false);
        }
    }

    // A node that has just started mines nothing until it is told to, and it may hold another chain.
    private async Task SetMiningAsync(DemoChain chain, CancellationToken cancellation)
    {
        if (await chain.Node.HashAtAsync(0, cancellation).ConfigureAwait(false) is var genesis && genesis != chain.Network.Genesis)
        {
            throw new InvalidDataException(
                $"The chain at {options.Chain} now begins with block {genesis}; the demo network was deployed on {chain.Network.Genesis}. Start again with --fresh.");
        }

        await chain.Node.ArriveInThePresentAsync(time.GetUtcNow(), cancellation).ConfigureAwait(false);
        await MineEveryAsync(chain, options.BlockSeconds, cancellation).ConfigureAwait(false);
        _isReportDue = true;
    }

    private async Task<string> WaitForNodeAsync(CancellationToken cancellation)
    {
        using var node = new EvmNode(options.Chain, time);
        var isFirst = true;
        while (true)
        {
            try
            {
                return await node.HashAtAsync(0, cancellation).ConfigureAwait(false) ?? throw new NodeException("it has no block 0");
            }
            catch (NodeException e)
            {
                if (isFirst)
                {
                    await log.WriteLineAsync($"waiting for a node at {options.Chain} ({e.Message})").ConfigureAwait(false);
                }
            }

            isFirst = false;
            await Task.Delay(Poll, time, cancellation).ConfigureAwait(false);
        }
    }

    private async Task<DeployedNetwork?> ReadNetworkAsync(CancellationToken cancellation)
    {
        if (!File.Exists(options.NetworkPath))
        {
            return null;
        }

        var text = await File.ReadAllTextAsync(options.NetworkPath, cancellation).ConfigureAwait(false);
        try
        {
            return JsonSerializer.Deserialize<DeployedNetwork>(text);
        }
        catch (JsonException e)
        {
            throw new InvalidDataException($"{options.NetworkPath} cannot be read ({e.Message}). Start again with --fresh.", e);
        }
    }

    private Task WriteManifestAsync(DemoChain chain, CancellationToken cancellation) =>
        SafeFile.WriteAsync(options.ManifestPath, Encoding.UTF8.GetBytes(chain.Manifest(options.BlockSeconds)), cancellation);

    private static Task MineEveryAsync(DemoChain chain, int seconds, CancellationToken cancellation) =>
        chain.Node.TellAsync("evm_setIntervalMining", [seconds], cancellation);
}
