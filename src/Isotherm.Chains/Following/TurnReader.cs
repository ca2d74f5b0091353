using Isotherm.Chains.Evm;
using Isotherm.Chains.Manifests;
using Microsoft.Extensions.Logging;

namespace Isotherm.Chains.Following;

/// <summary>Decides from a node's head and our window what comes next: blocks, a rewind, or nothing.</summary>
internal sealed class TurnReader(Manifest manifest, ChainFollowerOptions options, TimeProvider time, ILogger log)
{
    private readonly BlockReader _blocks = new(manifest, options.LogsPerAnswer, log);
    private DateTimeOffset? _lowerSince;

    /// <summary>One look: yields at most one answer, and changes nothing of the window.</summary>
    public async Task<Turn> ReadAsync(EvmNode node, EvmHeader head, ChainWindow window, CancellationToken cancellation)
    {
        if (window.Tip is not { } tip)
        {
            return head.Number < manifest.Chain.StartBlock
                ? Stuck(TroubleKind.Refused, $"{node.Name} is at block {head.Number}; expected at least block {manifest.Chain.StartBlock}, where the manifest of '{manifest.Id}' starts.")
                : await ExtendAsync(node, head, manifest.Chain.StartBlock, null, window, cancellation).ConfigureAwait(false);
        }

        if (head.Number < tip.Ref.Number)
        {
            return await LowerAsync(node, head, window, cancellation).ConfigureAwait(false);
        }

        _lowerSince = null;
        if (head.Number == tip.Ref.Number)
        {
            return head.Hash == tip.Ref.Hash ? new Turn.Idle(false) : await ForkAsync(node, head, window, cancellation).ConfigureAwait(false);
        }

        return await ExtendAsync(node, head, tip.Ref.Number + 1, tip, window, cancellation).ConfigureAwait(false);
    }

    // A node that is merely behind us looks the same as a chain that came back lower: on the same chain, with a lower head. So that
    // is believed only when it stays so; another hash at that height is believed at once.
    private async Task<Turn> LowerAsync(EvmNode node, EvmHeader head, ChainWindow window, CancellationToken cancellation)
    {
        if (window.At(head.Number)?.Ref.Hash != head.Hash)
        {
            return await ForkAsync(node, head, window, cancellation).ConfigureAwait(false);
        }

        var now = time.GetUtcNow();
        var patience = manifest.Chain.Endpoints.Count > 1 ? 5 * manifest.Chain.BlockTime : TimeSpan.Zero;
        if (_lowerSince is { } since && now - since >= patience)
        {
            _lowerSince = null;
            return new Turn.Rewind(head.Header.Ref);
        }

        _lowerSince ??= now;
        return new Turn.Idle(true);
    }

    private async Task<Turn> ForkAsync(EvmNode node, EvmHeader head, ChainWindow window, CancellationToken cancellation)
    {
        var found = await ForkFinder.FindAsync(node, window, head.Number, manifest.Chain.StartBlock, cancellation).ConfigureAwait(false);
        return found.Value is null ? new Turn.Stuck(found.Trouble!)
            : found.Value == window.Tip!.Ref ? new Turn.Idle(true)
            : new Turn.Rewind(found.Value);
    }

    private async Task<Turn> ExtendAsync(EvmNode node, EvmHeader head, ulong first, WindowBlock? tip, ChainWindow window, CancellationToken cancellation)
    {
        var count = (int)Math.Min(head.Number - first + 1, (ulong)options.BackfillChunk);
        IReadOnlyList<EvmHeader> headers = [head];
        if (head.Number > first)
        {
            var fetched = await node.HeadersAsync(first, count, cancellation).ConfigureAwait(false);
            if (fetched.Value is null)
            {
                return new Turn.Stuck(fetched.Trouble!);
            }

            headers = fetched.Value;
        }

        if (tip is not null && headers[0].Header.ParentHash != tip.Ref.Hash)
        {
            return await ForkAsync(node, head, window, cancellation).ConfigureAwait(false);
        }

        var read = count > options.HeadDistance
            ? await _blocks.RangeAsync(node, headers, tip?.Feeds, cancellation).ConfigureAwait(false)
            : await _blocks.AtHeadAsync(node, headers[0], tip?.Feeds, cancellation).ConfigureAwait(false);
        return read.Value is { } blocks
            ? await DatedAsync(node, head, blocks, tip, window, cancellation).ConfigureAwait(false)
            : new Turn.Stuck(read.Trouble!);
    }

    // Adds what the manifest's schedule brings about between each block's parent and the block.
    private async Task<Turn> DatedAsync(EvmNode node, EvmHeader head, IReadOnlyList<BlockRead> blocks, WindowBlock? tip, ChainWindow window, CancellationToken cancellation)
    {
        if (manifest.Schedule.IsEmpty)
        {
            return new Turn.Extend(blocks, head.Number);
        }

        var parentTime = tip?.Time;
        if (tip is { Time: null })
        {
            var fetched = await node.HeadersAsync(tip.Ref.Number, 1, cancellation).ConfigureAwait(false);
            if (fetched.Value is not { } parents)
            {
                return new Turn.Stuck(fetched.Trouble!);
            }

            if (parents[0].Hash != tip.Ref.Hash)
            {
                return await ForkAsync(node, head, window, cancellation).ConfigureAwait(false);
            }

            parentTime = parents[0].Header.Timestamp;
        }

        var dated = new List<BlockRead>(blocks.Count);
        foreach (var read in blocks)
        {
            var time = read.Block.Header.Timestamp;
            dated.Add(read with { Facts = [.. manifest.Schedule.Facts(parentTime, time), .. read.Facts] });
            parentTime = time;
        }

        return new Turn.Extend(dated, head.Number);
    }

    private static Turn.Stuck Stuck(TroubleKind kind, string message) => new(new Trouble(kind, message));
}
