using System.Numerics;
using System.Text.Json;
using Isotherm.Chains.Evm;
using Isotherm.Chains.Evm.Abi;
using Isotherm.Chains.Manifests;

namespace Isotherm.Cli.Keeping;

/// <summary>What a keeper asks of its node, apart from following the chain.</summary>
internal sealed class KeeperNode(JsonRpcClient rpc)
{
    public string Name => rpc.Name;

    /// <summary>The chain's id, or why it is not to be had.</summary>
    public async Task<(ulong? Id, string? Problem)> ChainIdAsync(CancellationToken cancellation)
    {
        var result = await rpc.CallAsync("eth_chainId", [], cancellation);
        return Hex.TryQuantity(result.ValueOrNull, out var id) ? (id, null) : (null, result.Complaint is { Length: > 0 } complaint ? complaint : $"{Name} does not tell its chain");
    }

    /// <summary>Whether a block is the canonical one of its height.</summary>
    public async Task<bool> IsCanonicalAsync(ulong number, string hash, CancellationToken cancellation)
    {
        var result = await rpc.CallAsync("eth_getBlockByNumber", [Hex.Quantity(number), false], cancellation);
        return result.ValueOrNull is { ValueKind: JsonValueKind.Object } block && block.TryGetProperty("hash", out var found)
            && string.Equals(found.GetString(), hash, StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>Transactions of an account: mined, and mined or waiting; null where the node does not tell.</summary>
    public async Task<(ulong Mined, ulong Pending)?> NoncesAsync(string account, CancellationToken cancellation)
    {
        var results = await rpc.BatchAsync([new("eth_getTransactionCount", account, "latest"), new("eth_getTransactionCount", account, "pending")], cancellation);
        return Hex.TryQuantity(results[0].ValueOrNull, out var mined) && Hex.TryQuantity(results[1].ValueOrNull, out var pending) ? (mined, pending) : null;
    }

    /// <summary>Of each transaction its receipt, if it is mined, and whether the node knows it; null where the node fails.</summary>
    public async Task<IReadOnlyList<(Receipt? Receipt, bool IsKnown)>?> FatesAsync(IReadOnlyList<string> hashes, CancellationToken cancellation)
    {
        var results = await rpc.BatchAsync(
            [.. hashes.SelectMany(h => new RpcCall[] { new("eth_getTransactionReceipt", h), new("eth_getTransactionByHash", h) })], cancellation);
        return results.All(r => r is RpcResult.Answer)
            ? [.. hashes.Select((_, i) => (Receipt.Read(results[2 * i].ValueOrNull), results[(2 * i) + 1].ValueOrNull is not null))]
            : null;
    }

    /// <summary>Runs a call on the latest block without sending it: the gas that it takes, or why it cannot be.</summary>
    public async Task<(BigInteger? Gas, string? Refusal)> SimulateAsync(string from, string to, string data, CancellationToken cancellation)
    {
        var results = await rpc.BatchAsync([new("eth_call", new { from, to, data }, "latest"), new("eth_estimateGas", new { from, to, data }, "latest")], cancellation);
        if (results.FirstOrDefault(r => r is not RpcResult.Answer) is { } bad)
        {
            return (null, bad is RpcResult.Refused refused ? Words(refused.Message) : bad.Complaint);
        }

        return results[1].ValueOrNull is { ValueKind: JsonValueKind.String } text && Hex.TryQuantity(text.GetString(), out BigInteger gas)
            ? (gas, null)
            : (null, $"{Name} does not tell how much gas it takes");
    }

    /// <summary>The price of gas that the node suggests, wei; 0 where it suggests none.</summary>
    public async Task<BigInteger> GasPriceAsync(CancellationToken cancellation)
    {
        var result = await rpc.CallAsync("eth_gasPrice", [], cancellation);
        return result.ValueOrNull is { ValueKind: JsonValueKind.String } text && Hex.TryQuantity(text.GetString(), out BigInteger price) ? price : BigInteger.Zero;
    }

    /// <summary><c>updatedAt</c> of the price that the contract noted last, at a block; null where it does not tell.</summary>
    public async Task<BigInteger?> PriceSeenAsync(PriceTouch touch, string blockHash, CancellationToken cancellation)
    {
        var result = await rpc.CallAsync("eth_call", [new { to = touch.Address, data = Hex.Encode(touch.Seen.Encode()) }, new { blockHash }], cancellation);
        return result.ValueOrNull is { ValueKind: JsonValueKind.String } text && Hex.TryDecode(text.GetString(), out var bytes)
            && touch.Seen.Decode(bytes) is AbiDecoded.Values values ? (BigInteger)values.Items[0] : null;
    }

    // A node may put an error's raw bytes among its words.
    private static string Words(string message) => new([.. message.Where(c => !char.IsControl(c))]);
}
