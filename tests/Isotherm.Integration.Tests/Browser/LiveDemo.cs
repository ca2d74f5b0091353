using System.Diagnostics;
using System.Globalization;
using System.Numerics;
using System.Text.Json;
using Isotherm.Chains.Evm;
using Isotherm.Demo;
using Isotherm.Demo.Chain;
using Isotherm.Demo.Driving;
using Isotherm.Testing;

namespace Isotherm.Integration.Tests.Browser;

/// <summary>The demo network alive: a real node that mines each second, the driver that plays its people, and the server process.</summary>
public sealed class LiveDemo : IAsyncLifetime
{
    private const int BlockSeconds = 1;
    private const int Clusters = 300;
    private const ulong Seed = 1;
    private const int MineSeconds = 15;

    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan StopLimit = TimeSpan.FromSeconds(30);

    private readonly SemaphoreSlim _driving = new(1);
    private readonly CancellationTokenSource _stop = new();
    private AnvilProcess? _anvil;
    private DemoChain? _chain;
    private PageServer? _server;
    private Chromium? _chromium;
    private Task _driver = Task.CompletedTask;

    internal PageServer Server => _server!;

    internal Chromium Chromium => _chromium!;

    internal HeatmapApi Api => Server.Api;

    public async ValueTask InitializeAsync()
    {
        var chromium = Chromium.StartAsync();
        try
        {
            // The deployment's blocks are a second apart: so they end at the present.
            var genesis = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds() - 60 - (Clusters / 5);
            _anvil = await AnvilProcess.StartAsync(
                "--accounts", "40", "--balance", "1000000000", "--gas-limit", "30000000", "--timestamp", $"{genesis}",
                "--block-base-fee-per-gas", "20000000000", "--max-persisted-states", "64");
            _chain = await DemoChain.DeployAsync(_anvil.Url, Seed, Clusters, BlockSeconds, TimeProvider.System, _stop.Token);
            await _chain.Node.TellAsync("evm_setIntervalMining", [BlockSeconds], _stop.Token);
            _driver = Task.Run(DriveAsync);
            _server = await PageServer.StartAsync([_chain.Manifest(BlockSeconds)], _stop.Token, "--allow-target", "127.0.0.1/32");
        }
        finally
        {
            _chromium = await chromium;
        }
    }

    /// <summary>Opens the page; the link may carry settings of the page's URL.</summary>
    internal Task<MapPage> OpenAsync(int width, int height, Microsoft.Playwright.ColorScheme theme = Microsoft.Playwright.ColorScheme.Dark, string link = "/") =>
        Chromium.OpenAsync(new Uri(Server.Address, link), new() { Width = width, Height = height }, theme);

    /// <summary>The people of the demo rest until the result is disposed of; blocks go on.</summary>
    internal async Task<IDisposable> RestAsync(CancellationToken cancellation)
    {
        await _driving.WaitAsync(cancellation);
        return new Rest(_driving);
    }

    /// <summary>A transaction that sets the token's price, and only that; returns when it is mined.</summary>
    /// <param name="answer">USD × 10⁸.</param>
    /// <param name="cancellation">Ends it.</param>
    internal async Task SetTokenPriceAsync(BigInteger answer, CancellationToken cancellation)
    {
        var (node, from) = (_chain!.Node, _chain.Network.Accounts[Account.Oracle]);
        var nonce = await FreeNonceAsync(node, from, cancellation);
        var hash = await node.AskAsync("eth_sendTransaction",
            [new
            {
                from,
                to = _chain.Network.TokenFeed,
                data = Hex.Encode(Abi.SetAnswer.Encode(answer)),
                nonce,
                gas = Hex.Quantity(200_000),
                gasPrice = Hex.Quantity(1_000_000_000_000),
            }], cancellation);
        await Eventually.HoldsAsync("the price transaction", async () =>
        {
            var results = await node.TryAllAsync([new RpcCall("eth_getTransactionReceipt", hash.GetString())], cancellation);
            return results[0].ValueOrNull is not { } receipt ? "not mined"
                : receipt.GetProperty("status").GetString() == "0x1" ? null : "it failed";
        }, MineSeconds, cancellation);
    }

    /// <summary>Asks the node what a wallet asks it; JSON in, JSON out.</summary>
    internal async Task<string> AskNodeAsync(string method, string parameters, CancellationToken cancellation) =>
        (await _chain!.Node.AskAsync(method, [.. JsonDocument.Parse(parameters).RootElement.EnumerateArray().Select(one => (object?)one)], cancellation)).GetRawText();

    /// <summary>The node's process stops as if the machine had frozen; nothing answers until <see cref="WakeNodeAsync"/>.</summary>
    internal Task FreezeNodeAsync(CancellationToken cancellation) => SignalAsync("-STOP", cancellation);

    internal Task WakeNodeAsync(CancellationToken cancellation) => SignalAsync("-CONT", cancellation);

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        try
        {
            await _driver.WaitAsync(StopLimit);
        }
        finally
        {
            if (_chromium is not null)
                await _chromium.DisposeAsync();
            if (_server is not null)
                await _server.DisposeAsync();
            _chain?.Dispose();
            if (_anvil is not null)
                await _anvil.DisposeAsync();
            _driving.Dispose();
            _stop.Dispose();
        }
    }

    private async Task DriveAsync()
    {
        try
        {
            while (true)
            {
                await _driving.WaitAsync(_stop.Token);
                try
                {
                    await _chain!.Driver.StepAsync(_stop.Token);
                }
                finally
                {
                    _driving.Release();
                }

                await Task.Delay(Poll, TimeProvider.System, _stop.Token);
            }
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            // Told to stop: the way it ends.
        }
    }

    // A transaction sent while earlier ones of its sender are being mined may be dropped: wait until they are.
    private static async Task<string> FreeNonceAsync(EvmNode node, string account, CancellationToken cancellation)
    {
        var mined = "";
        await Eventually.HoldsAsync("the account's earlier transactions", async () =>
        {
            mined = (await node.AskAsync("eth_getTransactionCount", [account, "latest"], cancellation)).GetString()!;
            var pending = (await node.AskAsync("eth_getTransactionCount", [account, "pending"], cancellation)).GetString();
            return mined == pending ? null : $"nonce {mined}, pending {pending}";
        }, MineSeconds, cancellation);
        return mined;
    }

    private async Task SignalAsync(string signal, CancellationToken cancellation)
    {
        using var kill = Process.Start("kill", [signal, _anvil!.ProcessId.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync(cancellation);
        Assert.Equal(0, kill.ExitCode);
    }

    private sealed class Rest(SemaphoreSlim driving) : IDisposable
    {
        public void Dispose() => driving.Release();
    }
}
