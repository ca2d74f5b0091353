using Isotherm.Domain;
using Isotherm.Engine;

namespace Isotherm.Server.Auditing;

/// <summary>
/// Which clusters are asked about at a block: those in dispute, then the queue, then those near a threshold, the rest in turn;
/// after a mismatch all of them in turn. Remembers by row when each was visited. Not safe for concurrent use.
/// </summary>
internal sealed class AuditPlan(AuditOptions options)
{
    // Block numbers plus one; 0 is never. A rewind may put another cluster into a row: it then waits a turn longer, no more.
    private ulong[] _visited = [];
    private ulong[] _compared = [];
    private ulong? _sweepFrom;

    /// <summary>All clusters are being visited after a mismatch.</summary>
    public bool Sweeping => _sweepFrom is not null;

    /// <summary>Rows to ask about, each once.</summary>
    /// <param name="picture">The network.</param>
    /// <param name="suspects">Clusters that disagreed when last compared.</param>
    /// <param name="count">How many at most.</param>
    public IReadOnlyList<int> Choose(NetworkPicture picture, IReadOnlySet<ClusterId> suspects, int count)
    {
        var rows = picture.Rows.Count;
        Array.Resize(ref _visited, rows);
        Array.Resize(ref _compared, rows);
        var urgent = new Smallest<(int Rank, double Key, int Row)>(Sweeping ? 0 : count - Math.Max(1, (int)(count * options.TurnShare)));
        var oldest = new Smallest<(ulong Visited, int Row)>(count);
        var nearness = new Nearness(picture.Market);
        for (var row = 0; row < rows; row++)
        {
            oldest.Add(row, (_visited[row], row));
            if (RankOf(picture.Rows[row].Terms, suspects, nearness, row) is { } rank)
                urgent.Add(row, (rank.Rank, rank.Key, row));
        }

        return [.. urgent.Items().Concat(oldest.Items()).Distinct().Take(count)];
    }

    /// <summary>Every cluster is to be visited from this block on, with the whole budget.</summary>
    public void Sweep(ulong block) => _sweepFrom ??= block;

    /// <summary>A row was asked about.</summary>
    /// <param name="row">The row.</param>
    /// <param name="block">At which block.</param>
    /// <param name="isCompared">A judgement was to be had.</param>
    public void Visited(int row, ulong block, bool isCompared)
    {
        _visited[row] = block + 1;
        if (isCompared)
            _compared[row] = block + 1;
    }

    /// <summary>Ends the sweep when all were visited; to be called after a block's visits.</summary>
    public void Close()
    {
        if (_sweepFrom is { } from && Array.TrueForAll(_visited, at => at > from))
            _sweepFrom = null;
    }

    /// <summary>Every cluster was compared within so many blocks of this one; null while one never was.</summary>
    public ulong? Coverage(ulong block)
    {
        var oldest = block + 1;
        foreach (var at in _compared)
            oldest = Math.Min(oldest, at);
        return oldest == 0 ? null : block + 1 - oldest;
    }

    private (int Rank, double Key)? RankOf(ClusterTerms terms, IReadOnlySet<ClusterId> suspects, Nearness nearness, int row)
    {
        if (terms.IsDisputed || suspects.Contains(terms.Id))
            return (0, _visited[row]);
        if (terms.IsQueued)
            return (1, _visited[row]);
        return nearness.Of(terms) is var distance && distance <= options.NearShare ? (2, distance) : null;
    }
}
