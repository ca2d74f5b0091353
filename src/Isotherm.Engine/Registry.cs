using Isotherm.Domain;

namespace Isotherm.Engine;

/// <summary>Where every cluster and every active node has its row. Derived from the rows alone.</summary>
internal sealed class Registry
{
    private readonly Dictionary<ClusterId, int> _clusters = [];
    private readonly Dictionary<NodeId, int> _nodes = [];

    /// <summary>The cluster's row; null when it is not registered.</summary>
    public int? PositionOf(ClusterId id) => _clusters.TryGetValue(id, out int position) ? position : null;

    /// <summary>The row of the cluster that holds this node; null when it is not active.</summary>
    public int? PositionOf(NodeId id) => _nodes.TryGetValue(id, out int position) ? position : null;

    /// <summary>Follows a revision. Rows that change are all forgotten before any is entered, since nodes move between them.</summary>
    public void Follow(RowRevision revision)
    {
        foreach (int position in revision.Changed)
        {
            if (HoldsOtherNodes(revision, position))
                Forget(revision.Before(position));
        }

        for (int i = revision.Count; i < revision.CountBefore; i++)
            Forget(revision.Before(i));
        foreach (int position in revision.Changed)
        {
            if (HoldsOtherNodes(revision, position))
                Enter(revision[position], position);
        }

        for (int i = revision.CountBefore; i < revision.Count; i++)
            Enter(revision[i], i);
    }

    private static bool HoldsOtherNodes(RowRevision revision, int position) =>
        !HoldSame(revision.Before(position).Nodes, revision[position].Nodes);

    /// <summary>The same nodes in the same order, whatever their amounts.</summary>
    private static bool HoldSame(IReadOnlyList<NodeTerms> left, IReadOnlyList<NodeTerms> right)
    {
        if (ReferenceEquals(left, right))
            return true;
        if (left.Count != right.Count)
            return false;
        for (int i = 0; i < left.Count; i++)
        {
            if (left[i].Id != right[i].Id)
                return false;
        }

        return true;
    }

    private void Forget(ClusterRow row)
    {
        _clusters.Remove(row.Terms.Id);
        foreach (NodeTerms node in row.Nodes)
            _nodes.Remove(node.Id);
    }

    private void Enter(ClusterRow row, int position)
    {
        _clusters.Add(row.Terms.Id, position);
        foreach (NodeTerms node in row.Nodes)
            _nodes.Add(node.Id, position);
    }
}
