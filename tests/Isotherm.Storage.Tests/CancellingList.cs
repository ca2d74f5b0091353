using System.Collections;

namespace Isotherm.Storage.Tests;

/// <summary>A list that cancels as one of its items is taken.</summary>
internal sealed class CancellingList(IReadOnlyList<JournalEntry> entries, int cancelAt, CancellationTokenSource cancel) : IReadOnlyList<JournalEntry>
{
    public int Count => entries.Count;

    public JournalEntry this[int index]
    {
        get
        {
            if (index == cancelAt)
                cancel.Cancel();
            return entries[index];
        }
    }

    public IEnumerator<JournalEntry> GetEnumerator() => Enumerable.Range(0, Count).Select(i => this[i]).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
