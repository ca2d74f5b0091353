using Isotherm.Chains.Evm;
using Isotherm.Demo.Chain;
using Isotherm.Demo.Driving;
using Isotherm.Testing;

namespace Isotherm.Demo.Tests;

/// <summary>A demo network on a node of its own, mined by hand at two seconds a block.</summary>
internal sealed class Season : IAsyncDisposable
{
    public const int BlockSeconds = 2;

    private readonly AnvilProcess _anvil;

    private Season(AnvilProcess anvil, DemoChain chain)
    {
        _anvil = anvil;
        Chain = chain;
    }

    public DemoChain Chain { get; }

    /// <summary>Anvil's options as <c>./run</c> gives them.</summary>
    public static string[] NodeOptions(long genesisTime) =>
    [
        "--accounts", "40", "--balance", "1000000000", "--gas-limit", "30000000", "--block-base-fee-per-gas", "20000000000",
        "--timestamp", $"{genesisTime}", "--max-persisted-states", "64",
    ];

    public static async Task<Season> StartAsync(ulong seed, int clusters, CancellationToken cancellation)
    {
        var genesis = TimeProvider.System.GetUtcNow().AddHours(-1).ToUnixTimeSeconds();
        var anvil = await AnvilProcess.StartAsync(NodeOptions(genesis));
        var chain = await DemoChain.DeployAsync(anvil.Url, seed, clusters, BlockSeconds, TimeProvider.System, cancellation);
        await chain.Node.TellAsync("anvil_setBlockTimestampInterval", [BlockSeconds], cancellation);
        return new Season(anvil, chain);
    }

    /// <summary>Drives and mines one block; returns what was planned for it.</summary>
    public async Task<StepResult.Sent> NextAsync(CancellationToken cancellation)
    {
        var result = await Chain.Driver.StepAsync(cancellation);
        await MineAsync(cancellation);
        return Assert.IsType<StepResult.Sent>(result);
    }

    public Task MineAsync(CancellationToken cancellation) => Chain.Node.TellAsync("evm_mine", [], cancellation);

    /// <summary>Hashes of transactions of a block that failed.</summary>
    public async Task<IReadOnlyList<string>> FailedAsync(long block, CancellationToken cancellation)
    {
        var receipts = await Chain.Node.AskAsync("eth_getBlockReceipts", [Hex.Quantity((ulong)block)], cancellation);
        return [.. receipts.EnumerateArray()
            .Where(r => r.GetProperty("status").GetString() != "0x1")
            .Select(r => r.GetProperty("from").GetString() + " " + EvmNode.Number(r.GetProperty("gasUsed")))];
    }

    public async ValueTask DisposeAsync()
    {
        Chain.Dispose();
        await _anvil.DisposeAsync();
    }
}
