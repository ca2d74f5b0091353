using Isotherm.Demo.Driving;
using Isotherm.Demo.World;

namespace Isotherm.Demo.Tests;

/// <summary>What was seen over many blocks: zones by the displayed ratio, moves through the queue, extremes.</summary>
internal sealed class Sightings
{
    private readonly List<string> _moves = [];
    private Dictionary<long, bool> _queued = [];

    public bool Green { get; private set; }

    public bool Yellow { get; private set; }

    public bool Red { get; private set; }

    public IReadOnlyList<string> Moves => _moves;

    public double LeastGreenInCalm { get; private set; } = 1;

    public int LeastAlive { get; private set; } = int.MaxValue;

    public int MostAlive { get; private set; }

    public double MostBaseFee { get; private set; }

    public double LeastBaseFee { get; private set; } = double.MaxValue;

    public int MovesOf(string kind) => _moves.Count(m => m == kind);

    public void Note(WorldView view, Script script)
    {
        var gauge = new Gauge(script, view);
        var shown = view.Clusters.Select(gauge.DisplayedBps).ToArray();
        Green |= shown.Any(b => b > Rules.WarningBps);
        Yellow |= shown.Any(b => b is >= Rules.CriticalBps and <= Rules.WarningBps);
        Red |= shown.Any(b => b < Rules.CriticalBps);
        if (PricePath.RegimeAt(view.Tick) == PriceRegime.Calm)
        {
            LeastGreenInCalm = Math.Min(LeastGreenInCalm, shown.Count(b => b > Rules.WarningBps) / (double)shown.Length);
        }

        LeastAlive = Math.Min(LeastAlive, view.Clusters.Count);
        MostAlive = Math.Max(MostAlive, view.Clusters.Count);
        MostBaseFee = Math.Max(MostBaseFee, (double)view.Head.BaseFee);
        LeastBaseFee = Math.Min(LeastBaseFee, (double)view.Head.BaseFee);
        NoteMoves(view);
    }

    private void NoteMoves(WorldView view)
    {
        var now = view.Clusters.ToDictionary(c => c.Id, c => c.IsQueued);
        foreach (var (id, was) in _queued)
        {
            if (!now.TryGetValue(id, out var queued))
            {
                _moves.Add("Liquidated");
            }
            else if (was != queued)
            {
                _moves.Add(queued ? "Flagged" : "Cured");
            }
        }

        _queued = now;
    }
}
