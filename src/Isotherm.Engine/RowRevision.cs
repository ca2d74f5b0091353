namespace Isotherm.Engine;

/// <summary>The rows on their way from one block's end to another's: the array is copied with the first change, untouched rows stay shared.</summary>
internal sealed class RowRevision
{
    private readonly ClusterRow[] _before;
    private readonly List<int> _changed = [];
    private ClusterRow[] _after;

    public RowRevision(ClusterRow[] before, int count)
    {
        _before = before;
        _after = before.Length == count ? before : new ClusterRow[count];
        if (!ReferenceEquals(_after, before))
            Array.Copy(before, _after, Math.Min(before.Length, count));
    }

    /// <summary>Rows at the end.</summary>
    public int Count => _after.Length;

    /// <summary>Rows at the start.</summary>
    public int CountBefore => _before.Length;

    /// <summary>Positions in both that hold another row now, each once.</summary>
    public IReadOnlyList<int> Changed => _changed;

    /// <summary>The row now.</summary>
    public ClusterRow this[int position] => _after[position];

    /// <summary>The row at the start.</summary>
    public ClusterRow Before(int position) => _before[position];

    /// <summary>True for a newcomer and for a row that was replaced.</summary>
    public bool IsChanged(int position) => position >= _before.Length || !ReferenceEquals(_before[position], _after[position]);

    public void Replace(int position, ClusterRow row)
    {
        if (ReferenceEquals(_after, _before))
            _after = [.. _before];
        if (position < _before.Length && ReferenceEquals(_before[position], _after[position]))
            _changed.Add(position);
        _after[position] = row;
    }

    /// <summary>The rows at the end, not to be changed any more.</summary>
    public ClusterRow[] Close() => _after;
}
