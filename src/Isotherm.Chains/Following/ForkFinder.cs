using Isotherm.Domain;

namespace Isotherm.Chains.Following;

/// <summary>Finds the newest block that both we and a node hold.</summary>
internal static class ForkFinder
{
    private const int Chunk = 32;

    /// <summary>The common ancestor; refused when there is none in the window.</summary>
    /// <param name="node">The node.</param>
    /// <param name="window">Our blocks; not empty.</param>
    /// <param name="head">The node's head.</param>
    /// <param name="startBlock">The network's first block: before it there is nothing of ours to lose.</param>
    /// <param name="cancellation">Cancels the search.</param>
    public static async Task<Fetched<BlockRef>> FindAsync(EvmNode node, ChainWindow window, ulong head, ulong startBlock, CancellationToken cancellation)
    {
        var lowest = window.Lowest!.Ref.Number;
        var top = Math.Min(window.Tip!.Ref.Number, head);
        while (top >= lowest)
        {
            var bottom = top - lowest >= Chunk ? top - Chunk + 1 : lowest;
            var fetched = await node.HeadersAsync(bottom, (int)(top - bottom) + 1, cancellation).ConfigureAwait(false);
            if (fetched.Value is not { } headers)
            {
                return fetched.Trouble!;
            }

            for (var i = headers.Count - 1; i >= 0; i--)
            {
                if (window.At(headers[i].Number)!.Ref.Hash == headers[i].Hash)
                {
                    return headers[i].Header.Ref;
                }
            }

            if (bottom == 0)
            {
                break;
            }

            top = bottom - 1;
        }

        if (lowest == startBlock && startBlock > 0 && head >= startBlock - 1)
        {
            var before = await node.HeadersAsync(startBlock - 1, 1, cancellation).ConfigureAwait(false);
            return before.Value is { } found ? found[0].Header.Ref : before.Trouble!;
        }

        return new Trouble(
            TroubleKind.Refused,
            $"{node.Name} has left our chain more than {window.Tip.Ref.Number - lowest + 1} blocks ago (its head is {head}, our last block {window.Tip.Ref}); expected a common block in that window: restore the node, or start with a new data directory.");
    }
}
