using System.Numerics;
using Isotherm.Domain;

namespace Isotherm.Cli.Keeping;

/// <summary>
/// Whom to ask about at a head when there are too many to ask about all: the queue, then those that were nearest to critical when
/// last asked, and with a quarter of the budget at least all others in turn.
/// </summary>
/// <param name="most">Clusters a head.</param>
internal sealed class Rota(int most)
{
    private readonly Dictionary<ClusterId, BigInteger> _ratios = [];
    private BigInteger _turn = BigInteger.MinusOne;

    /// <summary>Clusters to ask about; none twice, none that was liquidated.</summary>
    public IReadOnlyList<ClusterId> Choose(RollState roll)
    {
        var alive = roll.Clusters.Where(c => !c.Value.IsLiquidated).ToArray();
        if (alive.Length <= most)
        {
            return [.. alive.Select(c => c.Key).Order()];
        }

        var chosen = new HashSet<ClusterId>(most);
        var turns = Math.Max(1, most / 4);
        chosen.UnionWith(alive.Where(c => c.Value.IsQueued).OrderBy(c => c.Value.Deadline).ThenBy(c => c.Key).Select(c => c.Key).Take(most - turns));
        chosen.UnionWith(alive.Select(c => c.Key).Where(c => _ratios.ContainsKey(c) && !chosen.Contains(c)).OrderBy(c => _ratios[c]).Take(most - turns - chosen.Count));
        foreach (var cluster in alive.Select(c => c.Key).OrderBy(c => c.Value <= _turn).ThenBy(c => c))
        {
            if (chosen.Count == most)
            {
                break;
            }

            _turn = cluster.Value;
            chosen.Add(cluster);
        }

        return [.. chosen.Order()];
    }

    /// <summary>Remembers what was answered.</summary>
    public void Note(IEnumerable<Standing> standings)
    {
        foreach (var standing in standings)
        {
            if (standing.Ratio is { } ratio)
            {
                _ratios[standing.Cluster] = ratio;
            }
        }
    }
}
