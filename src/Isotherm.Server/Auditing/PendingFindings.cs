using Isotherm.Domain;
using Isotherm.Engine;

namespace Isotherm.Server.Auditing;

/// <summary>Findings on their way from the audit to the writer, which folds them in with its next block. Safe for concurrent use; one finding a cluster, the latest.</summary>
internal sealed class PendingFindings
{
    private readonly Lock _lock = new();
    private readonly SortedDictionary<int, Pending> _byRow = [];

    /// <summary>Notes a judgement that differs from the picture, or that takes back one that has not left.</summary>
    /// <param name="picture">What was audited.</param>
    /// <param name="row">The cluster's row in it.</param>
    /// <param name="disagrees">The judgement.</param>
    public void Note(NetworkPicture picture, int row, bool disagrees)
    {
        var terms = picture.Rows[row].Terms;
        lock (_lock)
        {
            if (terms.IsDisputed != disagrees || _byRow.ContainsKey(row))
                _byRow[row] = new Pending(terms.Id, disagrees, picture.Block);
        }
    }

    /// <summary>
    /// Takes all, as facts in row order. Dropped are those of a block that is not on the chain any more, and those that would
    /// change nothing: the audit finds them again where they still hold.
    /// </summary>
    /// <param name="head">The picture on which the facts will be folded.</param>
    /// <param name="isCanonical">Whether a block leads there.</param>
    public IReadOnlyList<Fact> Take(NetworkPicture? head, Func<BlockRef, bool> isCanonical)
    {
        KeyValuePair<int, Pending>[] taken;
        lock (_lock)
        {
            if (_byRow.Count == 0)
                return [];
            taken = [.. _byRow];
            _byRow.Clear();
        }

        return [.. taken.Where(found => Applies(found.Key, found.Value, head, isCanonical)).Select(static found => found.Value.Fact)];
    }

    private static bool Applies(int row, Pending found, NetworkPicture? head, Func<BlockRef, bool> isCanonical) =>
        isCanonical(found.Block)
        && row < head?.Rows.Count
        && head.Rows[row].Terms is { } terms
        && terms.Id == found.Cluster
        && terms.IsDisputed != found.Disagrees;

    private sealed record Pending(ClusterId Cluster, bool Disagrees, BlockRef Block)
    {
        public Fact Fact => Disagrees ? new Fact.AuditFailed(Cluster) : new Fact.AuditPassed(Cluster);
    }
}
