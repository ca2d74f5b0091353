using Isotherm.Alerts.Folding;
using Isotherm.Alerts.Rules;
using Isotherm.Domain;

namespace Isotherm.Alerts.Machine;

/// <summary>A rule in force, with what is derived for its work: which rows it is about, and the phase of each as a byte.</summary>
internal sealed class RuleRun(Rule rule, int order)
{
    private const byte Covered = 1;
    private const byte SpeaksOfBlindness = 2;

    private byte[] _rows = [];

    internal const byte BlindBit = 8;

    internal Rule Rule { get; } = rule;

    internal int Order { get; } = order;

    internal string Tag { get; } = RuleWriter.TypeOf(rule.Kind);

    /// <summary>Rules before this one, of the same owner and with at least its channels, that tell of blindness in its place.</summary>
    internal IReadOnlyList<RuleRun> Elders { get; set; } = [];

    /// <summary>Rules of the same owner, with at least its channels, that may hold it back.</summary>
    internal IReadOnlyList<RuleRun> Seniors { get; set; } = [];

    /// <summary>Entries about clusters, blindness apart.</summary>
    internal Dictionary<ClusterId, Entry> Entries { get; } = [];

    /// <summary>Entries about not seeing clusters.</summary>
    internal Dictionary<ClusterId, Entry> Blind { get; } = [];

    /// <summary>Phase of each row, with <see cref="BlindBit"/>.</summary>
    internal byte[] Phases { get; private set; } = [];

    /// <summary>Rows indexed so far.</summary>
    internal int Count { get; private set; }

    /// <summary>Rows that were queued or disputed when they were indexed: their judgement may be missing.</summary>
    internal List<int> Seeds { get; } = [];

    /// <summary>It watches ratios, which are unknown at times.</summary>
    internal bool WatchesRatios => Rule.Kind is RuleKind.RatioBelow or RuleKind.InZone or RuleKind.SuddenRed or RuleKind.PersistentYellow or RuleKind.Drift;

    internal bool WatchesClusters => WatchesRatios || Rule.Kind is RuleKind.Queue or RuleKind.AuditMismatch or RuleKind.Penalty;

    internal bool Covers(int row) => _rows[row] != 0;

    internal bool TellsBlindness(int row) => (_rows[row] & SpeaksOfBlindness) != 0;

    /// <summary>Rows must be looked at again: some may have become others.</summary>
    internal void Forget()
    {
        Count = 0;
        Seeds.Clear();
    }

    /// <summary>Looks at rows that are new.</summary>
    internal void Index(IAlertView view)
    {
        if (Count == view.Count)
            return;
        if (_rows.Length < view.Count)
        {
            var room = Math.Max(view.Count, Math.Min(_rows.Length * 2, _rows.Length + 65_536));
            Array.Resize(ref _rows, room);
            var phases = Phases;
            Array.Resize(ref phases, room);
            Phases = phases;
        }

        for (var row = Count; row < view.Count; row++)
        {
            var terms = view.TermsAt(row);
            var covers = Rule.Scope.Covers(terms);
            _rows[row] = !covers ? (byte)0 : Elders.Any(elder => elder.Rule.Scope.Covers(terms)) ? Covered : (byte)(Covered | SpeaksOfBlindness);
            Phases[row] = PhaseOf(terms.Id);
            if (covers && (terms.IsQueued || terms.IsDisputed))
                Seeds.Add(row);
        }

        Count = view.Count;
    }

    internal void Note(int row, ClusterId cluster)
    {
        if (row < Count)
            Phases[row] = PhaseOf(cluster);
    }

    private byte PhaseOf(ClusterId cluster)
    {
        var phase = Entries.Count > 0 && Entries.TryGetValue(cluster, out var entry) ? (byte)(entry.Judged?.Phase ?? Phase.Idle) : (byte)0;
        return Blind.Count > 0 && Blind.TryGetValue(cluster, out var blind) && blind.Judged is not null ? (byte)(phase | BlindBit) : phase;
    }
}
