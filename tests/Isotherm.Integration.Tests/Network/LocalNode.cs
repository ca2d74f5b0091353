using System.Globalization;
using System.IO.Compression;
using System.Numerics;
using System.Text.Json;
using Isotherm.Chains.Evm;
using Isotherm.Chains.Evm.Abi;
using Isotherm.Testing;

namespace Isotherm.Integration.Tests.Network;

/// <summary>An Anvil that mines only when told to, and what tests ask of it.</summary>
internal sealed class LocalNode : IAsyncDisposable
{
    /// <summary>The usual time of block 0, unix seconds.</summary>
    public const long GenesisTime = 1_750_000_000;

    private const ulong Gwei = 1_000_000_000;

    private readonly AnvilProcess _anvil;
    private readonly JsonRpcClient _rpc;

    private LocalNode(AnvilProcess anvil)
    {
        _anvil = anvil;
        _rpc = new JsonRpcClient(anvil.Url, new JsonRpcOptions { MaxBatch = 500, Timeout = TimeSpan.FromSeconds(60) });
    }

    public Uri Http => _anvil.Url;

    public Uri Ws => _anvil.WsUrl;

    public int Port => _anvil.Port;

    public IReadOnlyList<string> Accounts { get; private set; } = [];

    /// <summary>Starts a node of 40 unlocked accounts whose first block is at a fixed time, so that a seed gives the same hashes.</summary>
    public static Task<LocalNode> StartAsync(CancellationToken ct) => StartAsync(AnvilProcess.FreePort(), GenesisTime, ct);

    /// <summary>The same at a port, so that it can take another's place; equal times give equal genesis blocks.</summary>
    public static async Task<LocalNode> StartAsync(int port, long genesisTime, CancellationToken ct, params string[] arguments)
    {
        AnvilProcess anvil = await AnvilProcess.StartAsync(
            ["--accounts", "40", "--no-mining", "--order", "fees", "--gas-limit", "12000000", "--base-fee", "20000000000", "--port", Text(port), "--timestamp", Text(genesisTime), .. arguments]);
        LocalNode node = new(anvil);
        node.Accounts = [.. (await node.AskAsync("eth_accounts", [], ct)).EnumerateArray().Select(a => a.GetString()!)];
        await node.AdvanceAsync(1, ct);
        return node;
    }

    /// <summary>A call that must be answered; JSON null is an answer.</summary>
    public async Task<JsonElement> AskAsync(string method, object?[] parameters, CancellationToken ct)
    {
        RpcResult result = await _rpc.CallAsync(method, parameters, ct);
        return result is RpcResult.Answer answer ? answer.Value : throw new NodeRefusal($"{method}: {result.Complaint}");
    }

    /// <summary>Calls whose results are the caller's to judge.</summary>
    public Task<IReadOnlyList<RpcResult>> BatchAsync(IReadOnlyList<RpcCall> calls, CancellationToken ct) => _rpc.BatchAsync(calls, ct);

    /// <summary>A view call at a block's hash (EIP-1898).</summary>
    public static RpcCall View(string contract, string blockHash, AbiFunction function, params object?[] arguments) =>
        new("eth_call", new { to = contract, data = Hex.Encode(function.Encode(arguments)) }, new { blockHash });

    /// <summary>A block by tag or number.</summary>
    public async Task<NodeBlock> BlockAsync(object tag, CancellationToken ct)
    {
        JsonElement block = await AskAsync("eth_getBlockByNumber", [tag is ulong number ? Hex.Quantity(number) : tag, false], ct);
        return new(
            (ulong)Number(block, "number"),
            block.GetProperty("hash").GetString()!,
            block.GetProperty("parentHash").GetString()!,
            (long)Number(block, "timestamp"),
            Number(block, "baseFeePerGas"),
            Number(block, "gasUsed"),
            Number(block, "gasLimit"));
    }

    public Task<NodeBlock> HeadAsync(CancellationToken ct) => BlockAsync("latest", ct);

    /// <summary>Sets the seconds between the head and each block mined from now on.</summary>
    public Task AdvanceAsync(long seconds, CancellationToken ct) => AskAsync("anvil_setBlockTimestampInterval", [seconds], ct);

    /// <summary>Mines one block with these transactions in this order; each may revert.</summary>
    /// <returns>The transactions' hashes.</returns>
    public async Task<IReadOnlyList<string>> MineAsync(IReadOnlyList<Transaction> transactions, CancellationToken ct)
    {
        string[] senders = [.. transactions.Select(t => t.From).Distinct()];
        IReadOnlyList<JsonElement> counts = await AskAllAsync([.. senders.Select(s => new RpcCall("eth_getTransactionCount", s, "latest"))], ct);
        Dictionary<string, BigInteger> next = senders.Zip(counts, (s, c) => (s, Quantity(c))).ToDictionary(p => p.s, p => p.Item2);
        IReadOnlyList<JsonElement> hashes = await AskAllAsync(
            [.. transactions.Select((t, i) => new RpcCall("eth_sendTransaction", Request(t, i, next[t.From]++)))], ct);
        await AskAsync("evm_mine", [], ct);
        return [.. hashes.Select(h => h.GetString()!)];
    }

    /// <summary>Replaces the last blocks by as many new ones, with these transactions in them by index; the first base fee follows EIP-1559.</summary>
    public async Task ReorganiseAsync(int depth, IReadOnlyList<IReadOnlyList<Transaction>> blocks, CancellationToken ct)
    {
        await CorrectBaseFeeAsync((await HeadAsync(ct)).Number - (ulong)depth, ct);
        object?[][] pairs = [.. blocks.SelectMany((b, at) => b.Select((t, i) => new object?[] { Request(t, i, null), at }))];
        await AskAsync("anvil_reorg", [depth, pairs], ct);
    }

    /// <summary>Takes the last blocks off. The chain is lower until more are mined.</summary>
    public async Task RollBackAsync(int depth, CancellationToken ct)
    {
        ulong fork = (await HeadAsync(ct)).Number - (ulong)depth;
        await AskAsync("anvil_rollback", [depth], ct);
        await AskAsync("anvil_dropAllTransactions", [], ct);
        await CorrectBaseFeeAsync(fork, ct);
    }

    /// <summary>Creates contracts, a block each.</summary>
    /// <returns>Their addresses.</returns>
    public async Task<IReadOnlyList<string>> CreateAsync(string from, IReadOnlyList<string> codes, CancellationToken ct)
    {
        List<string> addresses = [];
        foreach (string code in codes)
        {
            BigInteger nonce = Quantity(await AskAsync("eth_getTransactionCount", [from, "latest"], ct));
            JsonElement hash = await AskAsync("eth_sendTransaction", [new { from, data = code, gas = Hex.Quantity(7_500_000), nonce = Hex.Quantity(nonce), gasPrice = Hex.Quantity(1000 * Gwei) }], ct);
            await AskAsync("evm_mine", [], ct);
            JsonElement receipt = await AskAsync("eth_getTransactionReceipt", [hash.GetString()], ct);
            Assert.Equal("0x1", receipt.GetProperty("status").GetString());
            addresses.Add(receipt.GetProperty("contractAddress").GetString()!.ToLowerInvariant());
        }

        return addresses;
    }

    /// <summary>How many of these transactions succeeded.</summary>
    public async Task<int> SucceededAsync(IReadOnlyList<string> hashes, CancellationToken ct)
    {
        IReadOnlyList<JsonElement> receipts = await AskAllAsync([.. hashes.Select(h => new RpcCall("eth_getTransactionReceipt", h))], ct);
        return receipts.Count(r => r.GetProperty("status").GetString() == "0x1");
    }

    /// <summary>Kills the process.</summary>
    public async ValueTask DisposeAsync()
    {
        _rpc.Dispose();
        await _anvil.DisposeAsync();
    }

    /// <summary>Writes the chain to a file for <c>--load-state</c>; Anvil answers packed and reads plain.</summary>
    public async Task DumpAsync(string path, CancellationToken ct)
    {
        byte[] packed = Hex.Decode((await AskAsync("anvil_dumpState", [], ct)).GetString()!);
        await using GZipStream plain = new(new MemoryStream(packed), CompressionMode.Decompress);
        await using FileStream file = File.Create(path);
        await plain.CopyToAsync(file, ct);
    }

    private async Task CorrectBaseFeeAsync(ulong fork, CancellationToken ct) =>
        await AskAsync("anvil_setNextBlockBaseFeePerGas", [Hex.Quantity((await BlockAsync(fork, ct)).NextBaseFee)], ct);

    private async Task<IReadOnlyList<JsonElement>> AskAllAsync(IReadOnlyList<RpcCall> calls, CancellationToken ct)
    {
        if (calls.Count == 0)
            return [];
        IReadOnlyList<RpcResult> results = await _rpc.BatchAsync(calls, ct);
        return [.. results.Select((r, i) => r.ValueOrNull ?? throw new NodeRefusal($"{calls[i].Method}: no answer {r.Complaint}"))];
    }

    // Falling gas prices keep the order.
    private static object Request(Transaction t, int position, BigInteger? nonce)
    {
        string gas = Hex.Quantity(t.Gas);
        string gasPrice = Hex.Quantity((1000 - (ulong)position) * Gwei);
        return nonce is { } n
            ? new { from = t.From, to = t.To, data = t.Data, gas, gasPrice, nonce = Hex.Quantity(n) }
            : new { from = t.From, to = t.To, data = t.Data, gas, gasPrice };
    }

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);

    private static BigInteger Number(JsonElement block, string member) => Quantity(block.GetProperty(member));

    private static BigInteger Quantity(JsonElement value) =>
        Hex.TryQuantity(value.GetString(), out BigInteger number) ? number : throw new NodeRefusal($"'{value}' is not a quantity");
}
