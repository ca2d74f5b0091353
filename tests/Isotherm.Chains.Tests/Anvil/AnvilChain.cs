using System.Numerics;
using System.Text.Json;
using Isotherm.Chains.Evm;
using Isotherm.Chains.Evm.Abi;
using Isotherm.Chains.Manifests;
using Isotherm.Domain;
using Isotherm.Testing;

namespace Isotherm.Chains.Tests.Anvil;

/// <summary>
/// A real node with a contract of 18 bytes that logs its call data (first word: topic, rest: data), and a manifest for it.
/// </summary>
internal sealed class AnvilChain : IAsyncDisposable
{
    public const string Logger = "0x1000000000000000000000000000000000000001";
    private const string Sender = "0xf39fd6e51aad88f6f4ce6ab8827279cfffb92266";
    private static readonly AbiEvent Staked = AbiEvent.Parse("event Staked(uint256 nodeId, uint256 collateral)");

    // len = calldatasize - 32; calldatacopy(0, 32, len); log1(0, len, calldataload(0)).
    private const string Code = "0x60203603806020600037600035906000a100";
    private readonly AnvilProcess _anvil;
    private readonly JsonRpcClient _rpc;

    private AnvilChain(AnvilProcess anvil)
    {
        _anvil = anvil;
        _rpc = new JsonRpcClient(anvil.Url);
    }

    public int Port => _anvil.Port;

    public static async Task<AnvilChain> StartAsync(params string[] arguments)
    {
        var chain = new AnvilChain(await AnvilProcess.StartAsync(arguments));
        await chain.AskAsync("anvil_setCode", Logger, Code);
        await chain.AskAsync("anvil_setBlockTimestampInterval", 1);
        await chain.AskAsync("evm_setAutomine", false);
        return chain;
    }

    public Manifest Manifest(bool announced)
    {
        var text = $$"""
            {
              "schemaVersion": 1, "id": "anvil", "name": "Anvil",
              "chain": { "chainId": 31337, "blockTime": 1, "startBlock": 1, "endpoints": [ { "http": "{{_anvil.Url}}"{{(announced ? $", \"ws\": \"{_anvil.WsUrl}\"" : "")}} } ] },
              "contracts": { "settlement": { "address": "{{Logger}}" } },
              "token": { "symbol": "T", "decimals": 18 }, "requirement": { "currency": "token" },
              "thresholds": { "warning": "1.5", "critical": "1.2" }, "gas": "none", "maxAge": 60, "recoveryWindow": 20,
              "events": [ { "contract": "settlement", "signature": "event Staked(uint256 nodeId, uint256 collateral)",
                "effects": [ { "effect": "collateral.set", "node": "nodeId", "amount": "collateral" } ] } ]
            }
            """;
        return Assert.IsType<ManifestResult.Valid>(ManifestReader.ReadText(text)).Manifest;
    }

    public async Task<JsonElement> AskAsync(string method, params object?[] parameters)
    {
        var result = await _rpc.CallAsync(method, parameters, TestContext.Current.CancellationToken);
        return result is RpcResult.Answer answer ? answer.Value : throw new InvalidOperationException($"{method}: {result.Complaint}");
    }

    /// <summary>Mines a block with one stake of each node.</summary>
    public async Task StakeAsync(int node, BigInteger amount)
    {
        await AskAsync("eth_sendTransaction", new { from = Sender, to = Logger, data = Call(node, amount), gas = "0x186a0" });
        await AskAsync("evm_mine");
    }

    /// <summary>Replaces the last blocks by as many others, with a stake in the first of them.</summary>
    public Task<JsonElement> ReorganiseAsync(int depth, int node, BigInteger amount) =>
        AskAsync("anvil_reorg", depth, new object[] { new object[] { new { from = Sender, to = Logger, data = Call(node, amount), gas = "0x186a0" }, 0 } });

    /// <summary>The canonical chain as the node tells it, with the facts that each block must have.</summary>
    public async Task<IReadOnlyList<(BlockRef Block, Fact[] Facts)>> TruthAsync()
    {
        var head = Convert.ToUInt64((await AskAsync("eth_blockNumber")).GetString(), 16);
        var blocks = new List<(BlockRef, Fact[])>();
        for (ulong number = 1; number <= head; number++)
        {
            var block = await AskAsync("eth_getBlockByNumber", Hex.Quantity(number), true);
            var facts = block.GetProperty("transactions").EnumerateArray().Select(t => Hex.Decode(t.GetProperty("input").GetString()!))
                .Select(d => (Fact)new Fact.CollateralSet(new NodeId(new BigInteger(d.AsSpan(32, 32), true, true)), new BigInteger(d.AsSpan(64, 32), true, true)));
            blocks.Add((new BlockRef(number, block.GetProperty("hash").GetString()!), [.. facts]));
        }

        return blocks;
    }

    public async ValueTask DisposeAsync()
    {
        _rpc.Dispose();
        await _anvil.DisposeAsync();
    }

    private static string Call(int node, BigInteger amount) =>
        Staked.Topic + node.ToString("x64", System.Globalization.CultureInfo.InvariantCulture) + Hex.Quantity(amount)[2..].PadLeft(64, '0');
}
