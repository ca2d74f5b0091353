using Isotherm.Alerts.Folding;

namespace Isotherm.Alerts.Machine;

/// <summary>All entries and incidents of a network, with what changed since the last entry of the journal.</summary>
internal sealed class EpisodeTable
{
    internal const string IncidentPrefix = "alert:";

    /// <summary>Incidents that are over and are kept for the history.</summary>
    internal const int MaxClosed = 1_000;

    private readonly Dictionary<string, Entry> _entries = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Incident> _incidents = new(StringComparer.Ordinal);
    private readonly Dictionary<string, HashSet<Entry>> _members = new(StringComparer.Ordinal);
    private readonly Dictionary<string, HashSet<string>> _groups = new(StringComparer.Ordinal);
    private readonly SortedDictionary<long, string> _closed = [];
    private readonly Dictionary<string, Watch?> _before = new(StringComparer.Ordinal);
    private readonly HashSet<string> _dirtyEntries = new(StringComparer.Ordinal);
    private readonly HashSet<string> _dirtyIncidents = new(StringComparer.Ordinal);
    private long _closedSoFar;

    internal IEnumerable<Entry> Entries => _entries.Values;

    internal IEnumerable<Incident> Incidents => _incidents.Values;

    /// <summary>Entries whose judgement or telling changed in this step, to be told about.</summary>
    internal HashSet<Entry> Touched { get; } = [];

    /// <summary>Entries that are remembered only for a while.</summary>
    internal HashSet<Entry> Fading { get; } = [];

    /// <summary>Incidents with a time at which something is due.</summary>
    internal HashSet<string> Waiting { get; } = new(StringComparer.Ordinal);

    internal Entry? Find(string key) => _entries.GetValueOrDefault(key);

    internal Incident? Incident(string alertId) => _incidents.GetValueOrDefault(alertId);

    /// <summary>The open incident of a group that gathers longest; null for none.</summary>
    internal Incident? LastOpenOf(string group) => _groups.TryGetValue(group, out var open)
        ? open.Select(id => _incidents[id]).OrderByDescending(one => one.GathersUntil).ThenBy(one => one.AlertId, StringComparer.Ordinal).FirstOrDefault()
        : null;

    internal IReadOnlyCollection<Entry> MembersOf(string alertId) => _members.TryGetValue(alertId, out var members) ? members : [];

    internal Entry Open(EntryKey key, RuleRun run)
    {
        if (_entries.TryGetValue(key.Text, out var entry))
            return entry;
        entry = new(key, run);
        _entries.Add(key.Text, entry);
        if (key is { IsHappening: false, Cluster: { } cluster })
            (key.IsBlind ? run.Blind : run.Entries).Add(cluster, entry);
        return entry;
    }

    /// <summary>Sets a judgement that blocks made: it is undone with them.</summary>
    internal void Judge(Entry entry, Watch? watch)
    {
        _before.TryAdd(entry.Key.Text, entry.Judged);
        Restore(entry, watch);
    }

    /// <summary>Sets a judgement that nothing undoes: the undo itself, and what clocks say.</summary>
    internal void Restore(Entry entry, Watch? watch)
    {
        entry.Judged = watch is null || watch == Watch.Idle ? null : watch;
        if (entry.Judged?.Phase == Phase.Happened)
            Fading.Add(entry);
        Changed(entry);
    }

    internal void Tell(Entry entry, Member? told)
    {
        if (entry.Spoken is { IsOpen: true, AlertId.Length: > 0 } before && _members.TryGetValue(before.AlertId, out var left))
            left.Remove(entry);
        entry.Told = told is null || told == Member.Nothing ? null : told;
        if (told is { IsOpen: true, AlertId.Length: > 0 })
        {
            if (!_members.TryGetValue(told.AlertId, out var members))
                _members.Add(told.AlertId, members = []);
            members.Add(entry);
        }

        if (told is { IsOpen: false, KeptUntil: > 0 })
            Fading.Add(entry);
        Changed(entry);
    }

    internal void Put(Incident incident)
    {
        if (incident.IsClosed && _incidents.GetValueOrDefault(incident.AlertId) is not { IsClosed: true })
            incident = incident with { ClosedAs = ++_closedSoFar };
        if (_incidents.TryGetValue(incident.AlertId, out var before) && before.IsClosed && before.ClosedAs != incident.ClosedAs)
            _closed.Remove(before.ClosedAs);
        _incidents[incident.AlertId] = incident;
        Track(incident);
        _dirtyIncidents.Add(incident.AlertId);
    }

    internal void Forget(Incident incident)
    {
        _incidents.Remove(incident.AlertId);
        _members.Remove(incident.AlertId);
        _closed.Remove(incident.ClosedAs);
        Waiting.Remove(incident.AlertId);
        Ungroup(incident);
        _dirtyIncidents.Add(incident.AlertId);
    }

    /// <summary>Forgets the oldest incidents that are over beyond <see cref="MaxClosed"/>, but none that a reorganisation may reopen.</summary>
    internal void Trim(ulong block)
    {
        while (_closed.Count > MaxClosed)
        {
            var incident = _incidents[_closed.First().Value];
            if (incident.KeptUntil >= block)
                return;
            Forget(incident);
        }
    }

    internal void Load(string key, ReadOnlyMemory<byte> state, Func<EntryKey, RuleRun?> runOf)
    {
        if (key.StartsWith(IncidentPrefix, StringComparison.Ordinal))
        {
            var incident = StateBytes.Incident(state);
            _incidents.Add(incident.AlertId, incident);
            Track(incident);
            _closedSoFar = Math.Max(_closedSoFar, incident.ClosedAs);
            return;
        }

        var parsed = EntryKey.Parse(key);
        if (runOf(parsed) is not { } run)
        {
            // Its rule is gone: so is it, with the next entry.
            _dirtyEntries.Add(key);
            return;
        }

        var (judged, told) = StateBytes.Episode(state);
        var entry = Open(parsed, run);
        Restore(entry, judged);
        Tell(entry, told);
        _dirtyEntries.Remove(key);
    }

    /// <summary>Binds all entries to other rules; those whose rule is gone close silently.</summary>
    internal void Rebind(Func<EntryKey, RuleRun?> runOf)
    {
        var all = _entries.Values.ToList();
        var dirty = _dirtyEntries.ToHashSet(StringComparer.Ordinal);
        _entries.Clear();
        _members.Clear();
        Touched.Clear();
        Fading.Clear();
        foreach (var old in all)
        {
            dirty.Add(old.Key.Text);
            if (runOf(old.Key) is not { } run)
                continue;
            var entry = Open(old.Key, run);
            Restore(entry, old.Judged);
            Tell(entry, old.Told);
            dirty.Remove(old.Key.Text);
        }

        _dirtyEntries.Clear();
        _dirtyEntries.UnionWith(dirty);
    }

    /// <summary>Closes incidents that nobody is left in.</summary>
    internal void CloseEmpty()
    {
        foreach (var incident in _incidents.Values.Where(one => !one.IsClosed && MembersOf(one.AlertId).Count == 0).OrderBy(one => one.AlertId, StringComparer.Ordinal).ToList())
            Put(incident with { IsClosed = true, DueAt = 0 });
    }

    /// <summary>Has entries looked at again when next told.</summary>
    internal void Revisit(Func<Entry, bool> isMeant)
    {
        foreach (var entry in _entries.Values)
        {
            if (isMeant(entry))
                Touched.Add(entry);
        }
    }

    /// <summary>Ends what is remembered only for a while.</summary>
    internal void Fade(ulong block)
    {
        foreach (var entry in Fading.ToList())
        {
            if (entry.Judged is { Phase: Phase.Happened } watch && block > watch.SinceBlock + AlertFold.ReopenBlocks)
                Judge(entry, null);
            if (entry.Told is { IsOpen: false, KeptUntil: > 0 } told && told.KeptUntil < block)
                Tell(entry, null);
            if (entry.Judged?.Phase != Phase.Happened && entry.Told is not { IsOpen: false, KeptUntil: > 0 })
                Fading.Remove(entry);
        }
    }

    /// <summary>What changed, for storage; and what takes the judgement back. Begins a new step.</summary>
    internal (List<EpisodeChange> Changes, byte[] Undo) Finish()
    {
        List<EpisodeChange> changes = [];
        foreach (var key in _dirtyEntries)
        {
            var entry = _entries.GetValueOrDefault(key);
            var isEmpty = entry is null || (entry.Judged is null && entry.Told is null);
            changes.Add(new(key, isEmpty ? (ReadOnlyMemory<byte>?)null : StateBytes.OfEpisode(entry!.Judged, entry.Told)));
            if (isEmpty && entry is not null && !Touched.Contains(entry))
                Drop(entry);
        }

        foreach (var alertId in _dirtyIncidents)
            changes.Add(new(IncidentPrefix + alertId, _incidents.TryGetValue(alertId, out var incident) ? StateBytes.OfIncident(incident) : (ReadOnlyMemory<byte>?)null));
        var undo = _before.Where(pair => _entries.GetValueOrDefault(pair.Key)?.Judged != pair.Value).Select(pair => (pair.Key, pair.Value)).ToList();
        _before.Clear();
        _dirtyEntries.Clear();
        _dirtyIncidents.Clear();
        return (changes, undo.Count == 0 ? [] : StateBytes.OfUndo(undo));
    }

    private void Track(Incident incident)
    {
        if (incident.IsClosed)
        {
            _closed[incident.ClosedAs] = incident.AlertId;
            Ungroup(incident);
        }
        else
        {
            if (!_groups.TryGetValue(incident.Group, out var open))
                _groups.Add(incident.Group, open = new(StringComparer.Ordinal));
            open.Add(incident.AlertId);
        }

        if (incident.DueAt > 0 && !incident.IsClosed)
            Waiting.Add(incident.AlertId);
        else
            Waiting.Remove(incident.AlertId);
    }

    private void Ungroup(Incident incident)
    {
        if (_groups.TryGetValue(incident.Group, out var open) && open.Remove(incident.AlertId) && open.Count == 0)
            _groups.Remove(incident.Group);
    }

    private void Changed(Entry entry)
    {
        _dirtyEntries.Add(entry.Key.Text);
        Touched.Add(entry);
    }

    private void Drop(Entry entry)
    {
        _entries.Remove(entry.Key.Text);
        if (entry.Key is { IsHappening: false, Cluster: { } cluster })
            (entry.Key.IsBlind ? entry.Run.Blind : entry.Run.Entries).Remove(cluster);
    }
}
