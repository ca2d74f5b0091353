using System.Text.Json;
using Isotherm.Chains.Evm;

namespace Isotherm.Chains.Following;

/// <summary>Typed questions to one node.</summary>
internal sealed class EvmNode(JsonRpcClient rpc)
{
    public string Name => rpc.Name;

    public JsonRpcClient Rpc => rpc;

    /// <summary>The head's header.</summary>
    public async Task<Fetched<EvmHeader>> LatestAsync(CancellationToken cancellation)
    {
        var result = await rpc.CallAsync("eth_getBlockByNumber", ["latest", false], cancellation).ConfigureAwait(false);
        return EvmJson.Header(result.ValueOrNull) is { } header ? header : Trouble.From(result, Name, "the latest block");
    }

    /// <summary>Headers of consecutive heights, each linked to the one before.</summary>
    public async Task<Fetched<IReadOnlyList<EvmHeader>>> HeadersAsync(ulong from, int count, CancellationToken cancellation)
    {
        var calls = Enumerable.Range(0, count).Select(i => new RpcCall("eth_getBlockByNumber", Hex.Quantity(from + (ulong)i), false)).ToArray();
        var results = await rpc.BatchAsync(calls, cancellation).ConfigureAwait(false);
        var headers = new EvmHeader[count];
        for (var i = 0; i < count; i++)
        {
            var number = from + (ulong)i;
            if (EvmJson.Header(results[i].ValueOrNull) is not { } header)
            {
                return Trouble.From(results[i], Name, $"block {number}, which is not above its head");
            }

            if (header.Number != number)
            {
                return new Trouble(TroubleKind.Inconsistent, $"{Name} gave block {header.Number} when asked for {number}.");
            }

            if (i > 0 && header.Header.ParentHash != headers[i - 1].Hash)
            {
                return new Trouble(TroubleKind.Inconsistent, $"{Name} gave block {number} whose parent is not the block {number - 1} that it gave: it is reorganising or several nodes answer.");
            }

            headers[i] = header;
        }

        return headers;
    }

    /// <summary>Heights of the node's <c>safe</c> and <c>finalized</c> tags; null where it has none.</summary>
    public async Task<(ulong? Safe, ulong? Finalized)> TagsAsync(CancellationToken cancellation)
    {
        var results = await rpc.BatchAsync([new("eth_getBlockByNumber", "safe", false), new("eth_getBlockByNumber", "finalized", false)], cancellation).ConfigureAwait(false);
        return (EvmJson.Header(results[0].ValueOrNull)?.Number, EvmJson.Header(results[1].ValueOrNull)?.Number);
    }

    /// <summary>Logs in the node's order, or where they are not to be had what the node said instead.</summary>
    /// <param name="filter">The parameter of <c>eth_getLogs</c>.</param>
    /// <param name="texts">Shares texts with what was read before.</param>
    /// <param name="cancellation">Cancels the wait.</param>
    public async Task<(List<EvmLog>? Logs, RpcResult? Result)> LogsAsync(object filter, SharedTexts texts, CancellationToken cancellation) =>
        Read(await rpc.CallAsync("eth_getLogs", [filter], (utf8, id) => EvmLogReader.Answer(utf8, id, texts), cancellation).ConfigureAwait(false), texts);

    /// <summary>Answers of <see cref="LogsAsync(object, SharedTexts, CancellationToken)"/> to several questions, in their order.</summary>
    public async Task<IReadOnlyList<(List<EvmLog>? Logs, RpcResult? Result)>> LogsAsync(IEnumerable<object> filters, SharedTexts texts, CancellationToken cancellation)
    {
        RpcCall[] calls = [.. filters.Select(f => new RpcCall("eth_getLogs", f))];
        var results = await rpc.BatchAsync(calls, (utf8, firstId, count) => EvmLogReader.Answers(utf8, firstId, count, texts), cancellation).ConfigureAwait(false);
        return [.. results.Select(r => Read(r, texts))];
    }

    /// <summary>Matching logs out of a block's receipts, in order; null where the node does not give receipts.</summary>
    public async Task<IReadOnlyList<EvmLog>?> LogsOfReceiptsAsync(string blockHash, LogFilter filter, SharedTexts texts, CancellationToken cancellation)
    {
        var (read, result) = await rpc.CallAsync("eth_getBlockReceipts", [blockHash], (utf8, id) => EvmLogReader.Receipts(utf8, id, texts), cancellation).ConfigureAwait(false);
        return (read ?? LogsOfReceipts(result?.ValueOrNull, texts))?.Where(filter.Matches).OrderBy(l => l.Index).ToArray();
    }

    private static (List<EvmLog>? Logs, RpcResult? Result) Read((List<EvmLog>? Logs, RpcResult? Result) answer, SharedTexts texts) =>
        (answer.Logs ?? EvmJson.Logs(answer.Result?.ValueOrNull, texts), answer.Result);

    private static List<EvmLog>? LogsOfReceipts(JsonElement? receipts, SharedTexts texts)
    {
        if (receipts is not { ValueKind: JsonValueKind.Array } list)
        {
            return null;
        }

        var all = new List<EvmLog>();
        foreach (var receipt in list.EnumerateArray())
        {
            if (receipt.ValueKind != JsonValueKind.Object || !receipt.TryGetProperty("logs", out var own) || EvmJson.Logs(own, texts) is not { } logs)
            {
                return null;
            }

            all.AddRange(logs);
        }

        return all;
    }
}
