using Isotherm.Demo;
using Isotherm.Demo.Driving;
using Isotherm.Testing;

namespace Isotherm.Integration.Tests.Browser;

/// <summary>A real node on which the contracts were just deployed, with classes and prices and nobody registered, and a server that follows it.</summary>
internal sealed class FreshNetwork : IAsyncDisposable
{
    private const int BlockSeconds = 1;
    private const ulong Seed = 7;
    private const int RegisterSeconds = 20;

    private readonly AnvilProcess _anvil;
    private readonly DemoChain _chain;

    private FreshNetwork(AnvilProcess anvil, DemoChain chain, PageServer server) => (_anvil, _chain, Server) = (anvil, chain, server);

    public PageServer Server { get; }

    public static async Task<FreshNetwork> StartAsync(CancellationToken cancellation)
    {
        var genesis = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds() - 60;
        var anvil = await AnvilProcess.StartAsync(
            "--accounts", "40", "--balance", "1000000000", "--gas-limit", "30000000", "--timestamp", $"{genesis}",
            "--block-base-fee-per-gas", "20000000000");
        DemoChain? chain = null;
        try
        {
            chain = await DemoChain.DeployAsync(anvil.Url, Seed, clusters: 0, BlockSeconds, TimeProvider.System, cancellation);
            await chain.Node.TellAsync("evm_setIntervalMining", [BlockSeconds], cancellation);
            return new(anvil, chain, await PageServer.StartAsync(chain.Manifest(BlockSeconds), cancellation));
        }
        catch
        {
            chain?.Dispose();
            await anvil.DisposeAsync();
            throw;
        }
    }

    /// <summary>The demo's people register the first cluster; returns when the API has it.</summary>
    public async Task<ApiHeatmap> RegisterFirstAsync(CancellationToken cancellation)
    {
        using var grown = DemoChain.Resume(_anvil.Url, _chain.Network with { Clusters = 1 }, BlockSeconds, TimeProvider.System);
        await Eventually.HoldsAsync("the registration to be sent", async () =>
            await grown.Driver.StepAsync(cancellation) is StepResult.Sent { Count.HeldBack: 0 } ? null : "not planned", RegisterSeconds, cancellation);
        ApiHeatmap? heatmap = null;
        await Eventually.HoldsAsync("the first cluster", async () =>
            (heatmap = await Server.Api.HeatmapAsync("latest", cancellation)).Clusters.Count == 1 ? null : $"block {heatmap.Block.Number} has {heatmap.Clusters.Count}", RegisterSeconds, cancellation);
        return heatmap!;
    }

    public async ValueTask DisposeAsync()
    {
        await Server.DisposeAsync();
        _chain.Dispose();
        await _anvil.DisposeAsync();
    }
}
