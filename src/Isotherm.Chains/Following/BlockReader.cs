using Isotherm.Chains.Evm;
using Isotherm.Chains.Manifests;
using Isotherm.Domain;
using Microsoft.Extensions.Logging;

namespace Isotherm.Chains.Following;

/// <summary>Reads verified headers' logs and feeds: block by block at the head, in ranges below it.</summary>
/// <param name="manifest">The network.</param>
/// <param name="logsPerAnswer">Most logs wanted in one answer to a range.</param>
/// <param name="log">The log.</param>
internal sealed class BlockReader(Manifest manifest, int logsPerAnswer, ILogger log)
{
    private readonly LogFilter _headFilter = LogFilter.Of(manifest, f => f.Read == FeedRead.Event);
    private readonly LogFilter _rangeFilter = LogFilter.Of(manifest, _ => true);
    private readonly FactDecoder _decoder = new(manifest);
    private readonly FeedHistory _feeds = new(manifest, log);
    private readonly SharedTexts _texts = new();
    private readonly SharedTexts[] _aheadTexts = [new(), new()];
    private int _range = manifest.Chain.LogRange;
    private double _logsPerBlock;

    /// <summary>One block at the head.</summary>
    public async Task<Fetched<IReadOnlyList<BlockRead>>> AtHeadAsync(EvmNode node, EvmHeader header, FeedPair? before, CancellationToken cancellation)
    {
        RpcCall[] calls = [new("eth_getLogs", _headFilter.ByHash(header.Hash)), .. _feeds.ViewCalls(header)];
        var results = await node.Rpc.BatchAsync(calls, cancellation).ConfigureAwait(false);
        var fetched = Check(node, header, (EvmJson.Logs(results[0].ValueOrNull, _texts), results[0]), _headFilter);
        if (fetched.Value is not { } logs)
        {
            return fetched.Trouble!;
        }

        return await ReceiptsDisagreeAsync(node, header, logs, _headFilter, cancellation).ConfigureAwait(false)
            is { } trouble
            ? trouble
            : await DecodeAsync(node, [header], [logs], before, [.. results.Skip(1)], cancellation).ConfigureAwait(false);
    }

    /// <summary>
    /// As many of the headers' blocks, from the first on, as the node gives logs for: in one answer, or where that would be a large
    /// one, in several. What stops it after good blocks is left for the next reading to meet.
    /// </summary>
    public async Task<Fetched<IReadOnlyList<BlockRead>>> RangeAsync(EvmNode node, IReadOnlyList<EvmHeader> headers, FeedPair? before, CancellationToken cancellation)
    {
        while (true)
        {
            var parts = Parts(headers);
            var ahead = new PartsAhead(node, [.. parts.Select(p => _rangeFilter.ByRange(p[0].Number, p[^1].Number))], _aheadTexts, cancellation);
            await using var _ = ahead.ConfigureAwait(false);
            var blocks = new List<BlockRead>();
            Trouble? trouble = null;
            foreach (var part in parts)
            {
                var (logs, result) = await ahead.NextAsync().ConfigureAwait(false);
                if (result is not null && RangeRefusal.Is(result) && part.Length > 1)
                {
                    _range = part.Length / 2;
                    FollowerLog.RangeRefused(log, node.Name, part.Length, result.Complaint, _range);
                    break;
                }

                var read = logs is null
                    ? Trouble.From(result!, node.Name, $"the logs of blocks {part[0].Number}–{part[^1].Number}")
                    : await PartAsync(node, part, logs, blocks.Count > 0 ? blocks[^1].ForWindow.Feeds : before, cancellation).ConfigureAwait(false);
                trouble = read.Trouble;
                blocks.AddRange(read.Value ?? []);
                if (read.Value?.Count != part.Length)
                {
                    break;
                }
            }

            if (blocks.Count > 0)
            {
                return blocks;
            }

            if (trouble is not null)
            {
                return trouble;
            }
        }
    }

    // Equal parts of what the node gives in one answer, each of about as many logs as wanted by how many the last blocks had.
    private EvmHeader[][] Parts(IReadOnlyList<EvmHeader> headers)
    {
        var count = Math.Min(_range, headers.Count);
        var parts = (int)Math.Clamp(Math.Ceiling(_logsPerBlock * count / logsPerAnswer), 1, count);
        return [.. headers.Take(count).Chunk((count + parts - 1) / parts)];
    }

    private async Task<Fetched<IReadOnlyList<BlockRead>>> PartAsync(EvmNode node, EvmHeader[] part, List<EvmLog> all, FeedPair? before, CancellationToken cancellation)
    {
        _range = Math.Min(manifest.Chain.LogRange, _range + Math.Max(1, _range / 8));
        _logsPerBlock = (double)all.Count / part.Length;
        var split = await SplitAsync(node, part, all, cancellation).ConfigureAwait(false);
        return split.Value is { } logs
            ? await DecodeAsync(node, part, logs, before, null, cancellation).ConfigureAwait(false)
            : split.Trouble!;
    }

    private async Task<Fetched<IReadOnlyList<IReadOnlyList<EvmLog>>>> SplitAsync(EvmNode node, EvmHeader[] headers, List<EvmLog> all, CancellationToken cancellation)
    {
        if (LogsByBlock.Split(headers, all) is not { } logs)
        {
            return Inconsistent(node, $"gave logs outside of blocks {headers[0].Number}–{headers[^1].Number}");
        }

        for (var i = 0; i < logs.Length; i++)
        {
            if (_rangeFilter.Complaint(headers[i], logs[i]) is { } complaint)
            {
                return Inconsistent(node, complaint);
            }
        }

        // A node that lags behind the one that gave the headers answers a range without error and without logs: look again by hash.
        var doubtful = Enumerable.Range(0, logs.Length).Where(i => _rangeFilter.MayLackSome(headers[i], logs[i])).ToArray();
        if (doubtful.Length == 0)
        {
            return logs;
        }

        var again = await node.LogsAsync(doubtful.Select(i => _rangeFilter.ByHash(headers[i].Hash)), _texts, cancellation).ConfigureAwait(false);
        for (var i = 0; i < doubtful.Length; i++)
        {
            var fetched = Check(node, headers[doubtful[i]], again[i], _rangeFilter);
            if (fetched.Value is null || fetched.Value.Count < logs[doubtful[i]].Count)
            {
                return fetched.Trouble ?? Inconsistent(node, $"gave fewer logs of block {headers[doubtful[i]].Number} by hash than in a range");
            }

            logs[doubtful[i]] = fetched.Value;
            if (await ReceiptsDisagreeAsync(node, headers[doubtful[i]], fetched.Value, _rangeFilter, cancellation).ConfigureAwait(false) is { } trouble)
            {
                return trouble;
            }
        }

        return logs;
    }

    // Where the bloom hints at logs that the node did not give, the block's receipts decide, if the node gives receipts.
    private async Task<Trouble?> ReceiptsDisagreeAsync(EvmNode node, EvmHeader header, IReadOnlyList<EvmLog> logs, LogFilter filter, CancellationToken cancellation)
    {
        if (!filter.MayLackSome(header, logs)
            || await node.LogsOfReceiptsAsync(header.Hash, filter, _texts, cancellation).ConfigureAwait(false) is not { } receipts
            || receipts.Select(l => l.Index).SequenceEqual(logs.Select(l => l.Index)))
        {
            return null;
        }

        return Inconsistent(node, $"gave {logs.Count} logs of block {header.Number} while its receipts hold {receipts.Count}");
    }

    private async Task<Fetched<IReadOnlyList<BlockRead>>> DecodeAsync(EvmNode node, EvmHeader[] headers, IReadOnlyList<IReadOnlyList<EvmLog>> logs, FeedPair? before, IReadOnlyList<RpcResult>? views, CancellationToken cancellation)
    {
        var feeds = await _feeds.ReadAsync(node, headers, logs, before, views, cancellation).ConfigureAwait(false);
        if (feeds.Value is null)
        {
            return feeds.Trouble!;
        }

        var blocks = new List<BlockRead>(headers.Length);
        for (var i = 0; i < headers.Length; i++)
        {
            var facts = _decoder.Decode(logs[i], headers[i].Header.Timestamp);
            if (facts.Value is null)
            {
                // The blocks before the one that does not decode are good.
                return blocks.Count > 0 ? blocks : facts.Trouble!;
            }

            blocks.Add(new BlockRead(new Block(headers[i].Header, feeds.Value[i].Token, feeds.Value[i].Native), facts.Value));
        }

        return blocks;
    }

    private static Fetched<IReadOnlyList<EvmLog>> Check(EvmNode node, EvmHeader header, (List<EvmLog>? Logs, RpcResult? Result) answer, LogFilter filter)
    {
        if (answer.Logs is not { } logs)
        {
            return Trouble.From(answer.Result!, node.Name, $"the logs of block {header.Number} ({header.Hash})");
        }

        logs.Sort((a, b) => a.Index.CompareTo(b.Index));
        return filter.Complaint(header, logs) is { } complaint ? Inconsistent(node, complaint) : logs;
    }

    private static Trouble Inconsistent(EvmNode node, string what) => new(TroubleKind.Inconsistent, $"{node.Name}: {what}.");
}
