using Isotherm.Engine;

namespace Isotherm.Server.Pictures;

/// <summary>The last pictures of the canonical chain, for blocks near the head. One writer, any readers.</summary>
internal sealed class CanonicalRing
{
    /// <summary>How many are kept; the oldest go.</summary>
    public const int Size = 64;

    private volatile NetworkPicture[] _pictures = [];

    /// <summary>Begins at a head: what is kept stays if it leads there.</summary>
    public void StartAt(NetworkPicture? head)
    {
        if (head is null)
            _pictures = [];
        else if (At(head.Block.Number)?.Block == head.Block)
            Rewind(head.Block.Number);
        else
            _pictures = [head];
    }

    /// <summary>Adds a committed block on top of the last.</summary>
    public void Add(NetworkPicture picture)
    {
        var kept = _pictures;
        if (kept.Length > 0 && kept[^1].Block.Number + 1 != picture.Block.Number)
            kept = [];
        _pictures = [.. kept.AsSpan(Math.Max(0, kept.Length + 1 - Size)), picture];
    }

    /// <summary>Drops the blocks above a height.</summary>
    public void Rewind(ulong to) => _pictures = Array.FindAll(_pictures, picture => picture.Block.Number <= to);

    /// <summary>The picture of a height, or null.</summary>
    public NetworkPicture? At(ulong number) => Array.Find(_pictures, picture => picture.Block.Number == number);
}
