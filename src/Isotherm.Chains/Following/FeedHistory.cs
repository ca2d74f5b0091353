using Isotherm.Chains.Evm;
using Isotherm.Chains.Feeds;
using Isotherm.Chains.Manifests;
using Isotherm.Domain;
using Microsoft.Extensions.Logging;

namespace Isotherm.Chains.Following;

/// <summary>Both feeds block by block: by view where asked for and the state is there, else by the rounds' events.</summary>
internal sealed class FeedHistory(Manifest manifest, ILogger log)
{
    private const int MaxSearches = 50;
    private const int MaxSecondLooks = 3;
    private readonly HashSet<string> _stateGone = [];

    /// <summary>The calls that read a head block's feeds by view: token, then native.</summary>
    public IEnumerable<RpcCall> ViewCalls(EvmHeader header) =>
        new[] { manifest.TokenFeed, manifest.NativeFeed }.Where(f => f?.Read == FeedRead.View).Select(f => FeedSource.ViewCall(f!, header.Hash));

    /// <summary>Readings at the end of each block.</summary>
    /// <param name="node">The node.</param>
    /// <param name="headers">Consecutive blocks.</param>
    /// <param name="logs">Their logs, with the feeds' rounds where events may be needed.</param>
    /// <param name="before">Readings before the first block; null when they are not known.</param>
    /// <param name="views">Answers to <see cref="ViewCalls"/> at the head; null below it, where events may stand in for state that is gone.</param>
    /// <param name="cancellation">Cancels the reading.</param>
    public async Task<Fetched<IReadOnlyList<FeedPair>>> ReadAsync(EvmNode node, IReadOnlyList<EvmHeader> headers, IReadOnlyList<IReadOnlyList<EvmLog>> logs, FeedPair? before, IReadOnlyList<RpcResult>? views, CancellationToken cancellation)
    {
        var token = await OneAsync(node, manifest.TokenFeed, headers, logs, before is null ? null : new Known(before.Token), manifest.TokenFeed?.Read == FeedRead.View ? views?[0] : null, cancellation).ConfigureAwait(false);
        if (token.Value is null)
        {
            return token.Trouble!;
        }

        var native = await OneAsync(node, manifest.NativeFeed, headers, logs, before is null ? null : new Known(before.Native), manifest.NativeFeed?.Read == FeedRead.View ? views?[^1] : null, cancellation).ConfigureAwait(false);
        return native.Value is null ? native.Trouble! : headers.Select((_, i) => new FeedPair(token.Value[i], native.Value[i])).ToArray();
    }

    private async Task<Fetched<FeedReading?[]>> OneAsync(EvmNode node, FeedSpec? feed, IReadOnlyList<EvmHeader> headers, IReadOnlyList<IReadOnlyList<EvmLog>> logs, Known? before, RpcResult? atHead, CancellationToken cancellation)
    {
        var readings = new FeedReading?[headers.Count];
        if (feed is null)
        {
            return readings;
        }

        var views = new FeedView?[headers.Count];
        if (feed.Read == FeedRead.View)
        {
            var fetched = await ViewsAsync(node, feed, headers, atHead, cancellation).ConfigureAwait(false);
            if (fetched.Value is null)
            {
                return fetched.Trouble!;
            }

            views = fetched.Value;
            if (atHead is not null && views.OfType<FeedView.StateGone>().FirstOrDefault() is { } gone)
            {
                return new Trouble(TroubleKind.Inconsistent, $"{node.Name} does not give the feed at {feed.Address} at block {headers[^1].Number}: {gone.Reason}.");
            }
        }

        for (var i = 0; i < readings.Length; i++)
        {
            if (views[i] is FeedView.Read view)
            {
                before = new Known(view.Reading);
            }
            else if (before is null)
            {
                var seed = await SeedAsync(node, feed, headers[0], cancellation).ConfigureAwait(false);
                if (seed.Value is null)
                {
                    return seed.Trouble!;
                }

                before = new Known(FeedSource.After(feed, seed.Value.Reading, logs[i]));
            }
            else
            {
                before = new Known(FeedSource.After(feed, before.Reading, logs[i]));
            }

            readings[i] = before.Reading;
        }

        return readings;
    }

    private async Task<Fetched<FeedView?[]>> ViewsAsync(EvmNode node, FeedSpec feed, IReadOnlyList<EvmHeader> headers, RpcResult? atHead, CancellationToken cancellation)
    {
        var views = new FeedView?[headers.Count];
        if (atHead is null && _stateGone.Contains(feed.Address))
        {
            // Where old state was gone, ask for the newest block of the range first: one call instead of hundreds in vain.
            var probe = FeedSource.Read(feed, await node.Rpc.CallAsync("eth_call", FeedSource.ViewCall(feed, headers[^1].Hash).Parameters, cancellation).ConfigureAwait(false));
            if (probe is FeedView.StateGone && headers.Count > 1)
            {
                return views;
            }

            _stateGone.Remove(feed.Address);
        }

        var results = atHead is not null ? [atHead] : await node.Rpc.BatchAsync([.. headers.Select(h => FeedSource.ViewCall(feed, h.Hash))], cancellation).ConfigureAwait(false);
        for (var i = 0; i < views.Length; i++)
        {
            views[i] = await SettledAsync(node, feed, headers[i], FeedSource.Read(feed, results[i]), cancellation).ConfigureAwait(false);
            if (views[i] is FeedView.Failed failed)
            {
                return new Trouble(TroubleKind.Unreachable, $"{node.Name} did not give the feed at {feed.Address}: {failed.Reason}.");
            }
        }

        if (views.OfType<FeedView.StateGone>().FirstOrDefault() is { } gone && headers.Count > 1 && _stateGone.Add(feed.Address))
        {
            FollowerLog.StateGone(log, node.Name, headers[0].Number, feed.Address, gone.Reason);
        }

        return views;
    }

    // A node that mines while it is asked may answer for its head's hash out of the block that comes next (seen of Anvil): a round from
    // after the block betrays that. By then the block is no longer the head, so a second look is answered from its own state.
    private static async Task<FeedView> SettledAsync(EvmNode node, FeedSpec feed, EvmHeader header, FeedView view, CancellationToken cancellation)
    {
        for (var look = 0; look < MaxSecondLooks && view is FeedView.Read { Reading: { } reading } && reading.UpdatedAt > header.Header.Timestamp; look++)
        {
            view = FeedSource.Read(feed, await node.Rpc.CallAsync("eth_call", FeedSource.ViewCall(feed, header.Hash).Parameters, cancellation).ConfigureAwait(false));
        }

        return view;
    }

    // The reading before a block: by view at its parent, else the newest round among older events.
    private async Task<Fetched<Known>> SeedAsync(EvmNode node, FeedSpec feed, EvmHeader first, CancellationToken cancellation)
    {
        switch (FeedSource.Read(feed, await node.Rpc.CallAsync("eth_call", FeedSource.ViewCall(feed, first.Header.ParentHash).Parameters, cancellation).ConfigureAwait(false)))
        {
            case FeedView.Read read:
                return new Known(read.Reading);
            case FeedView.Failed failed:
                return new Trouble(TroubleKind.Unreachable, $"{node.Name} did not give the feed at {feed.Address}: {failed.Reason}.");
        }

        var to = first.Number;
        for (var search = 0; search < MaxSearches && to > 0; search++)
        {
            var from = to > (ulong)manifest.Chain.LogRange ? to - (ulong)manifest.Chain.LogRange : 0;
            var filter = new { fromBlock = Hex.Quantity(from), toBlock = Hex.Quantity(to - 1), address = feed.EventAddress, topics = new[] { FeedSource.AnswerUpdated.Topic } };
            var result = await node.Rpc.CallAsync("eth_getLogs", [filter], cancellation).ConfigureAwait(false);
            if (EvmJson.Logs(result.ValueOrNull) is not { } logs)
            {
                return Trouble.From(result, node.Name, $"the rounds of the feed at {feed.Address} in blocks {from}–{to - 1}");
            }

            if (FeedSource.After(feed, null, [.. logs.OrderBy(l => l.BlockNumber).ThenBy(l => l.Index)]) is { } reading)
            {
                return new Known(reading);
            }

            to = from;
        }

        return new Known(null);
    }

    // A reading that is known to be this, null included; no Known at all means that it is not known.
    private sealed record Known(FeedReading? Reading);
}
