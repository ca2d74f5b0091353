using Isotherm.Domain;

namespace Isotherm.Storage.Tests;

/// <summary>The journal's rules on plain lists, as the property test's yardstick.</summary>
internal sealed class PlainHistory
{
    private readonly List<long> _canonicalSequences = [];
    private int _forks;

    public List<JournalEntry> Entries { get; } = [];

    public List<BlockRef> Canonical { get; } = [];

    public HashSet<long> Orphans { get; } = [];

    public long Sequence => Entries.Count;

    /// <summary>Makes the next one to three entries from a number, and applies them.</summary>
    public IReadOnlyList<JournalEntry> Take(int step)
    {
        var before = Entries.Count;
        switch (step % 10)
        {
            case < 2 when Canonical.Count > 0: Rewind(step / 10 % Canonical.Count); break;
            case 2: Add(new JournalEntry.ClockEntry(DateTimeOffset.UnixEpoch.AddMilliseconds(step))); break;
            case < 6: Extend(); break;
            default: Extend(); Extend(); Extend(); break;
        }

        return Entries[before..];
    }

    private void Rewind(int depth)
    {
        var kept = Canonical.Count - depth;
        var to = Canonical[kept - 1];
        Orphans.UnionWith(_canonicalSequences[kept..]);
        Canonical.RemoveRange(kept, depth);
        _canonicalSequences.RemoveRange(kept, depth);
        _forks++;
        Add(Chain.Rewind(to));
    }

    private void Extend()
    {
        var parent = Canonical.Count > 0 ? Canonical[^1] : Chain.Root;

        // Two forks only, so that blocks come back after they were orphaned.
        var block = Chain.Block(parent.Number + 1, _forks % 2 == 0 ? "a" : "b", parent);
        Add(block);
        Canonical.Add(block.Block.Header.Ref);
        _canonicalSequences.Add(Sequence);
    }

    private void Add(JournalEntry entry) => Entries.Add(entry);
}
