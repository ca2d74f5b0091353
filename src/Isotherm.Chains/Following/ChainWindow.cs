using Isotherm.Domain;

namespace Isotherm.Chains.Following;

/// <summary>The last blocks yielded, so that a reorganisation finds its common ancestor.</summary>
internal sealed class ChainWindow
{
    private readonly List<WindowBlock> _blocks = [];
    private readonly int _limit;

    /// <param name="known">Canonical blocks, oldest first; only the unbroken run that ends with the last is used.</param>
    /// <param name="limit">Most blocks kept.</param>
    public ChainWindow(IReadOnlyList<BlockRef> known, int limit)
    {
        _limit = limit;
        foreach (var block in known)
        {
            if (_blocks.Count > 0 && block.Number != Tip!.Ref.Number + 1)
            {
                _blocks.Clear();
            }

            Push(new WindowBlock(block, null, null));
        }
    }

    public WindowBlock? Tip => _blocks.Count > 0 ? _blocks[^1] : null;

    public WindowBlock? Lowest => _blocks.Count > 0 ? _blocks[0] : null;

    public WindowBlock? At(ulong number) =>
        Lowest is { } lowest && number >= lowest.Ref.Number && number <= Tip!.Ref.Number ? _blocks[(int)(number - lowest.Ref.Number)] : null;

    public void Push(WindowBlock block)
    {
        if (Tip is { } tip && block.Ref.Number != tip.Ref.Number + 1)
        {
            throw new InvalidOperationException($"Block {block.Ref} does not follow {tip.Ref}.");
        }

        _blocks.Add(block);
        if (_blocks.Count > _limit)
        {
            _blocks.RemoveAt(0);
        }
    }

    /// <summary>Forgets everything above a height.</summary>
    public void CutAbove(ulong number) => _blocks.RemoveAll(b => b.Ref.Number > number);
}
