using System.Numerics;
using System.Text;
using Isotherm.Chains.Manifests;
using Isotherm.Domain;
using Isotherm.Engine;

namespace Isotherm.Integration.Tests.Parity;

/// <summary>Counts what a history has shown, so that a test can demand it and a reader can see it.</summary>
internal sealed class Coverage(int seed)
{
    private readonly SortedDictionary<string, int> _events = [];
    private readonly SortedDictionary<Zone, int> _zones = [];
    private readonly SortedDictionary<QueueState, int> _queue = [];
    private readonly SortedDictionary<FeedVerdict, int> _tokenVerdicts = [];
    private readonly SortedDictionary<FeedVerdict, int> _nativeVerdicts = [];
    private readonly SortedDictionary<int, int> _depths = [];
    private readonly SortedDictionary<int, int> _atCritical = [];
    private Dictionary<string, string> _names = [];

    public int Seed { get; } = seed;

    public long Comparisons { get; set; }

    public int Blocks { get; private set; }

    public int Transactions { get; set; }

    public int Reverted { get; set; }

    /// <summary>Clusters of which only an input of the gas term was missing, once for each block.</summary>
    public int GasUnknown { get; private set; }

    /// <summary>Queued clusters whose ratio was critical exactly.</summary>
    public int QueuedAtCritical { get; set; }

    /// <summary>Clusters whose assets were a wei short of critical, at it, or a wei above it.</summary>
    public IReadOnlyDictionary<int, int> AtCritical => _atCritical;

    public int Reorganisations => _depths.Values.Sum();

    public int DeepestReorganisation => _depths.Count == 0 ? 0 : _depths.Keys.Max();

    public IReadOnlyDictionary<Zone, int> Zones => _zones;

    public IReadOnlyDictionary<QueueState, int> QueueStates => _queue;

    public IReadOnlyDictionary<FeedVerdict, int> TokenVerdicts => _tokenVerdicts;

    /// <summary>The manifest's events, each with how many logs of it were seen.</summary>
    public IReadOnlyDictionary<string, int> Events => _events;

    /// <summary>Which events there are to be seen.</summary>
    public void Expect(Manifest manifest)
    {
        _names = manifest.Events.ToDictionary(e => e.Event.Topic, e => e.Event.Name);
        foreach (string name in _names.Values)
            _events[name] = 0;
    }

    public void Saw(ClusterReading reading)
    {
        Count(_zones, reading.Zone);
        Count(_queue, reading.QueueState);
        if (reading.RatioAtMost is not null)
            GasUnknown++;
        if (reading is { Zone: not Zone.Exempt and not Zone.Liquidated, Headroom: { } headroom } && BigInteger.Abs(headroom) <= 1)
            Count(_atCritical, (int)headroom);
    }

    public void Compared(NetworkPicture picture, IEnumerable<string> logTopics)
    {
        Blocks++;
        Count(_tokenVerdicts, FeedVerdicts.OfToken(picture.Market));
        Count(_nativeVerdicts, FeedVerdicts.OfNative(picture.Market));
        foreach (string topic in logTopics)
        {
            if (_names.TryGetValue(topic, out string? name))
                Count(_events, name);
        }
    }

    public void Reorganised(int depth) => Count(_depths, depth);

    public override string ToString()
    {
        StringBuilder text = new();
        text.AppendLine(Invariant($"seed {Seed}: {Blocks} blocks, {Comparisons} comparisons, {Transactions} transactions ({Reverted} reverted)"));
        text.AppendLine(Invariant($"{Reorganisations} reorganisations, depth × times: {Line(_depths)}"));
        text.AppendLine($"zones: {Line(_zones)}; gas unknown {GasUnknown}; wei above critical: {Line(_atCritical)}, queued at it {QueuedAtCritical}");
        text.AppendLine($"queue: {Line(_queue)}");
        text.AppendLine($"token price: {Line(_tokenVerdicts)}; native price: {Line(_nativeVerdicts)}");
        text.Append($"events: {Line(_events)}");
        return text.ToString();
    }

    private static string Line<T>(SortedDictionary<T, int> counts)
        where T : notnull => string.Join(", ", counts.Select(c => Invariant($"{c.Key} × {c.Value}")));

    private static string Invariant(FormattableString text) => FormattableString.Invariant(text);

    private static void Count<T>(SortedDictionary<T, int> counts, T key)
        where T : notnull => counts[key] = counts.GetValueOrDefault(key) + 1;
}
