using System.Globalization;
using System.Numerics;
using System.Text.Json;
using System.Text.Json.Nodes;
using Isotherm.Chains.Evm;
using Isotherm.Chains.Evm.Abi;
using Isotherm.Chains.Manifests;
using Isotherm.Demo.Chain;
using Isotherm.Testing;

namespace Isotherm.Bench.Chain;

/// <summary>
/// The reference network on a local node that mines a block for each transaction, two seconds of block time apart. The same
/// arguments give the same blocks.
/// </summary>
internal sealed class BenchChain : IAsyncDisposable
{
    private const long GenesisTime = 1_750_000_000;
    private const ulong TransactionGas = 16_000_000;
    private const int ClassCount = 4;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly BigInteger Token = BigInteger.Pow(10, 18);

    private readonly AnvilProcess _anvil;
    private readonly JsonRpcClient _rpc;
    private readonly Dictionary<string, string> _addresses = [];
    private string _admin = "";
    private ulong _nonce;

    private BenchChain(AnvilProcess anvil, int clusters, int nodesPerCluster)
    {
        (_anvil, Clusters, NodesPerCluster) = (anvil, clusters, nodesPerCluster);
        _rpc = new JsonRpcClient(anvil.Url, new JsonRpcOptions { Timeout = TimeSpan.FromSeconds(60) });
    }

    /// <summary>Clusters registered.</summary>
    public int Clusters { get; }

    /// <summary>Nodes of each; node ids count from 1 in cluster order.</summary>
    public int NodesPerCluster { get; }

    /// <summary>JSON-RPC over HTTP.</summary>
    public Uri Http => _anvil.Url;

    /// <summary>JSON-RPC over WebSocket.</summary>
    public Uri Ws => _anvil.WsUrl;

    /// <summary>Starts a node, deploys, and registers clusters of one operator, ten times their requirement staked.</summary>
    /// <param name="now">Block times start at the present, for what looks at the age of blocks.</param>
    /// <param name="clusters">How many.</param>
    /// <param name="nodesPerCluster">Nodes of each.</param>
    /// <param name="ct">Cancels.</param>
    public static async Task<BenchChain> StartAsync(bool now, int clusters, int nodesPerCluster, CancellationToken ct)
    {
        var time = now ? TimeProvider.System.GetUtcNow().ToUnixTimeSeconds() : GenesisTime;
        var anvil = await AnvilProcess.StartAsync(
            "--gas-limit", "1000000000", "--base-fee", "1000000000", "--accounts", "2", "--balance", "1000000000000", "--timestamp", Text(time), "--order", "fifo");
        var chain = new BenchChain(anvil, clusters, nodesPerCluster);
        if (!now)
            await chain.AskAsync("anvil_setBlockTimestampInterval", [2], ct);
        await chain.DeployAsync(ct);
        await chain.RegisterAsync(ct);
        return chain;
    }

    /// <summary>A manifest for this chain.</summary>
    /// <param name="feeds">How feeds are read: <c>view</c> or <c>event</c>.</param>
    public string ManifestText(string feeds = "view")
    {
        var text = ManifestTemplate.Fill(File.ReadAllText(RepositoryRoot.Combine("networks", "reference.json")), new ManifestFill
        {
            ChainId = 31337,
            BlockTimeSeconds = 2,
            StartBlock = 0,
            Endpoints = [new EndpointSpec(Http, Ws)],
            Contracts = new Dictionary<string, string> { ["settlement"] = _addresses["settlement"], ["token"] = _addresses["token"] },
            Feeds = new Dictionary<string, string> { ["token"] = _addresses["tokenFeed"], ["native"] = _addresses["nativeFeed"] },
        });
        var manifest = JsonNode.Parse(text)!;
        manifest["maxAge"] = 30_000_000;
        manifest["feeds"]!["token"]!["read"] = feeds;
        manifest["feeds"]!["native"]!["read"] = feeds;
        return manifest.ToJsonString();
    }

    /// <summary>The same, read.</summary>
    public Manifest Manifest(string feeds) => ManifestReader.ReadText(ManifestText(feeds)) switch
    {
        ManifestResult.Valid valid => valid.Manifest,
        ManifestResult.Invalid invalid => throw new InvalidOperationException($"The measurement's manifest: {string.Join("; ", invalid.Problems)}"),
        _ => throw new InvalidOperationException("A manifest is valid or invalid."),
    };

    /// <summary>Mines one block that sets the token's price, in 10⁻⁸ USD.</summary>
    public Task SetPriceAsync(BigInteger answer, CancellationToken ct) => SendAsync(_addresses["tokenFeed"], Abi.SetAnswer, ct, answer);

    /// <summary>Mines one block that stakes into a node.</summary>
    public Task StakeAsync(int node, CancellationToken ct) => SendAsync(_addresses["settlement"], Abi.StakeMany, ct, new object[] { (BigInteger)node }, new object[] { Token });

    /// <summary>Mines one block that credits rewards to some nodes.</summary>
    public Task CreditAsync(IEnumerable<int> nodes, BigInteger amount, CancellationToken ct)
    {
        object[] ids = [.. nodes.Select(node => (object)(BigInteger)node)];
        return SendAsync(_addresses["settlement"], Abi.CreditRewards, ct, ids, ids.Select(_ => (object)amount).ToArray());
    }

    /// <summary>Mines an empty block.</summary>
    public Task MineAsync(CancellationToken ct) => AskAsync("evm_mine", [], ct);

    /// <summary>The head's number.</summary>
    public async Task<ulong> HeadAsync(CancellationToken ct) =>
        Hex.TryQuantity(await AskAsync("eth_blockNumber", [], ct), out var number) ? number : throw new InvalidOperationException("eth_blockNumber answered no number.");

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        _rpc.Dispose();
        await _anvil.DisposeAsync();
    }

    private async Task DeployAsync(CancellationToken ct)
    {
        _admin = (await AskAsync("eth_accounts", [], ct))[0].GetString()!;
        _addresses["token"] = await CreateAsync("DemoToken", Abi.NewToken, ct, _admin);
        _addresses["tokenFeed"] = await CreateAsync("PriceFeed", Abi.NewFeed, ct, 8, "GRID / USD", _admin);
        _addresses["nativeFeed"] = await CreateAsync("PriceFeed", Abi.NewFeed, ct, 8, "ETH / USD", _admin);
        object?[] parameters = [15_000, 12_000, 60, 30_000_000, 20, 120_000, 500];
        _addresses["settlement"] = await CreateAsync("SettlementLayer", Abi.NewSettlement, ct, _addresses["token"], _addresses["tokenFeed"], _addresses["nativeFeed"], _admin, _admin, parameters);
        await SendAsync(_addresses["token"], Abi.Mint, ct, _admin, Token * BigInteger.Pow(10, 12));
        await SendAsync(_addresses["token"], Abi.Approve, ct, _addresses["settlement"], (BigInteger.One << 256) - 1);
        await SetPriceAsync(20_000_000, ct);
        await SendAsync(_addresses["nativeFeed"], Abi.SetAnswer, ct, (BigInteger)300_000_000_000);
        for (var i = 1; i <= ClassCount; i++)
            await SendAsync(_addresses["settlement"], Abi.AddClass, ct, $"GPU-{i}", (BigInteger)40_000_000_00 * i, 10_000);
    }

    // Collateral from 1.6 to 4 times the requirement, so that a falling price moves some clusters and not others.
    private async Task RegisterAsync(CancellationToken ct)
    {
        var perTransaction = Math.Max(1, 30 / NodesPerCluster);
        foreach (var ids in Enumerable.Range(1, Clusters).Chunk(perTransaction))
        {
            object[] registrations = [.. ids.Select(id =>
            {
                var classId = 1 + (id % ClassCount);
                var collateral = Token * 200 * classId * 8 * (160 + (id * 7 % 240)) / 100;
                object[] gpus = [.. Enumerable.Repeat((object)8, NodesPerCluster)];
                object[] amounts = [.. Enumerable.Repeat((object)collateral, NodesPerCluster)];
                return (object)new object?[] { (BigInteger)classId, $"cluster-{id:00000}", $"region-{id % 8}", gpus, amounts };
            })];
            await SendAsync(_addresses["settlement"], Abi.RegisterClusters, ct, [registrations]);
        }
    }

    private async Task<string> CreateAsync(string contract, AbiFunction constructor, CancellationToken ct, params object?[] arguments) =>
        (await TransactAsync(null, Artifact.Creation(contract, constructor, arguments), ct)).GetProperty("contractAddress").GetString()!.ToLowerInvariant();

    private async Task SendAsync(string to, AbiFunction function, CancellationToken ct, params object?[] arguments) =>
        await TransactAsync(to, Hex.Encode(function.Encode(arguments)), ct);

    private async Task<JsonElement> TransactAsync(string? to, string data, CancellationToken ct)
    {
        var nonce = Hex.Quantity(_nonce++);
        var gas = Hex.Quantity(TransactionGas);
        var price = Hex.Quantity(100_000_000_000);
        object request = to is null ? new { from = _admin, data, gas, gasPrice = price, nonce } : new { from = _admin, to, data, gas, gasPrice = price, nonce };
        var hash = await AskAsync("eth_sendTransaction", [request], ct);
        for (var started = TimeProvider.System.GetTimestamp(); TimeProvider.System.GetElapsedTime(started) < Patience;)
        {
            var receipt = await _rpc.CallAsync("eth_getTransactionReceipt", [hash.GetString()], ct);
            if (receipt.ValueOrNull is { } mined)
                return mined.GetProperty("status").GetString() == "0x1" ? mined : throw new InvalidOperationException($"Transaction {hash} of the measurement's set-up failed.");
            await Task.Delay(TimeSpan.FromMilliseconds(1), TimeProvider.System, ct);
        }

        throw new InvalidOperationException($"Transaction {hash} was not mined.");
    }

    private async Task<JsonElement> AskAsync(string method, object?[] parameters, CancellationToken ct)
    {
        var result = await _rpc.CallAsync(method, parameters, ct);
        return result is RpcResult.Answer answer ? answer.Value : throw new InvalidOperationException($"{method}: {result.Complaint}");
    }

    private static string Text(long value) => value.ToString(CultureInfo.InvariantCulture);
}
