using System.Globalization;
using System.Numerics;
using System.Text.Json;
using Isotherm.Chains.Evm;
using Isotherm.Chains.Evm.Abi;
using Isotherm.Demo.Driving;

namespace Isotherm.Demo.Chain;

/// <summary>The node as the demo uses it: an answer or a <see cref="NodeException"/>.</summary>
internal sealed class EvmNode : IDisposable
{
    private readonly JsonRpcClient _rpc;

    /// <summary>Talks to a node at an http URL.</summary>
    public EvmNode(Uri endpoint, TimeProvider time)
    {
        Endpoint = endpoint;
        _rpc = new JsonRpcClient(endpoint, new JsonRpcOptions { MaxResponseBytes = 512 * 1024 * 1024, Timeout = TimeSpan.FromSeconds(30) }, time);
    }

    public Uri Endpoint { get; }

    /// <summary>Calls a method.</summary>
    /// <exception cref="NodeException">No answer, a refusal, or JSON null.</exception>
    public async Task<JsonElement> AskAsync(string method, object?[] parameters, CancellationToken cancellation)
    {
        var result = await _rpc.CallAsync(method, parameters, cancellation).ConfigureAwait(false);
        return result.ValueOrNull ?? throw Missing(method, result);
    }

    /// <summary>Tells the node to do something whose answer does not matter, as long as it does it.</summary>
    /// <exception cref="NodeException">No answer or a refusal.</exception>
    public async Task TellAsync(string method, object?[] parameters, CancellationToken cancellation)
    {
        var result = await _rpc.CallAsync(method, parameters, cancellation).ConfigureAwait(false);
        if (result is not RpcResult.Answer)
        {
            throw Missing(method, result);
        }
    }

    /// <summary>Calls several methods and leaves each result to the caller.</summary>
    public Task<IReadOnlyList<RpcResult>> TryAllAsync(IReadOnlyList<RpcCall> calls, CancellationToken cancellation) => _rpc.BatchAsync(calls, cancellation);

    /// <summary>Calls several methods; all must answer.</summary>
    /// <exception cref="NodeException">One of them did not.</exception>
    public async Task<IReadOnlyList<JsonElement>> AskAllAsync(IReadOnlyList<RpcCall> calls, CancellationToken cancellation)
    {
        var results = await _rpc.BatchAsync(calls, cancellation).ConfigureAwait(false);
        return [.. results.Select((r, i) => r.ValueOrNull ?? throw Missing(calls[i].Method, r))];
    }

    /// <summary>The newest block's header.</summary>
    /// <exception cref="NodeException">It is not to be had.</exception>
    public async Task<HeadBlock> HeadAsync(CancellationToken cancellation) =>
        Header(await AskAsync("eth_getBlockByNumber", ["latest", false], cancellation).ConfigureAwait(false));

    /// <summary>The first block's header.</summary>
    /// <exception cref="NodeException">It is not to be had.</exception>
    public async Task<HeadBlock> GenesisAsync(CancellationToken cancellation) =>
        Header(await AskAsync("eth_getBlockByNumber", ["0x0", false], cancellation).ConfigureAwait(false));

    /// <summary>Brings the node's clock to the present, unless its newest block is already there or ahead.</summary>
    /// <exception cref="NodeException">No answer.</exception>
    public async Task ArriveInThePresentAsync(DateTimeOffset now, CancellationToken cancellation)
    {
        var head = await HeadAsync(cancellation).ConfigureAwait(false);
        if (head.Timestamp < now.ToUnixTimeSeconds())
        {
            await TellAsync("anvil_setTime", [now.ToUnixTimeSeconds()], cancellation).ConfigureAwait(false);
        }
    }

    /// <summary>The canonical hash at a height, or null when the chain is lower.</summary>
    /// <exception cref="NodeException">No answer.</exception>
    public async Task<string?> HashAtAsync(long number, CancellationToken cancellation)
    {
        var result = await _rpc.CallAsync("eth_getBlockByNumber", [Hex.Quantity((ulong)number), false], cancellation).ConfigureAwait(false);
        return result is RpcResult.Answer ? result.ValueOrNull?.GetProperty("hash").GetString() : throw Missing("eth_getBlockByNumber", result);
    }

    /// <summary>A view call at a block, for a batch.</summary>
    public static RpcCall View(string contract, byte[] data, string blockHash) =>
        new("eth_call", new { to = contract, data = Hex.Encode(data) }, new { blockHash });

    /// <summary>Reads what a view returned.</summary>
    /// <exception cref="NodeException">It is not of the function's types: another contract, or none.</exception>
    public static AbiDecoded.Values Decode(AbiFunction function, JsonElement returned) =>
        Hex.TryDecode(returned.GetString(), out var bytes) && function.Decode(bytes) is AbiDecoded.Values values
            ? values
            : throw new NodeException($"The contract's answer to {function.Canonical} cannot be read; is this the demo's chain?");

    /// <summary>A quantity of at most 63 bits.</summary>
    /// <exception cref="NodeException">Not a quantity.</exception>
    public static long Number(JsonElement value) =>
        Hex.TryQuantity(value, out var number) && number <= long.MaxValue ? (long)number : throw new NodeException($"The node sent '{value}' where a number was expected.");

    /// <inheritdoc />
    public void Dispose() => _rpc.Dispose();

    private static HeadBlock Header(JsonElement block) => new(
        Number(block.GetProperty("number")),
        block.GetProperty("hash").GetString()!,
        Number(block.GetProperty("timestamp")),
        block.TryGetProperty("baseFeePerGas", out var fee) ? Number(fee) : BigInteger.Zero,
        Number(block.GetProperty("gasUsed")),
        Number(block.GetProperty("gasLimit")));

    private static NodeException Missing(string method, RpcResult result) => new(string.Create(
        CultureInfo.InvariantCulture, $"{method}: {(result is RpcResult.Answer ? "the node has no such thing" : result.Complaint)}"));
}
