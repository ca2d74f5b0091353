namespace Isotherm.Server.Auditing;

/// <summary>Keeps the few smallest of many: O(n log k) time, k places.</summary>
/// <param name="count">How many are kept.</param>
internal sealed class Smallest<TKey>(int count)
    where TKey : struct, IComparable<TKey>
{
    private readonly PriorityQueue<int, TKey> _largestFirst = new(Comparer<TKey>.Create(static (a, b) => b.CompareTo(a)));

    /// <summary>Takes an item in, if it is among the smallest so far.</summary>
    public void Add(int item, TKey key)
    {
        if (_largestFirst.Count < count)
            _largestFirst.Enqueue(item, key);
        else if (count > 0)
            _largestFirst.EnqueueDequeue(item, key);
    }

    /// <summary>What was kept, smallest first.</summary>
    public IReadOnlyList<int> Items() =>
        [.. _largestFirst.UnorderedItems.OrderBy(static kept => kept.Priority).Select(static kept => kept.Element)];
}
