using System.Numerics;
using Isotherm.Domain;

namespace Isotherm.Engine;

/// <summary>One cluster while a block's facts are folded: a copy of its row that may change. Sums follow its nodes.</summary>
internal sealed class RowDraft(ClusterRow before)
{
    private static readonly Comparer<NodeTerms> ById = Comparer<NodeTerms>.Create(static (left, right) => left.Id.CompareTo(right.Id));

    private readonly ClusterRow _before = before;
    private readonly List<NodeTerms> _nodes = [.. before.Nodes];
    private ClusterTerms _terms = before.Terms;

    public ClusterId Id => _terms.Id;

    public bool IsQueued => _terms.IsQueued;

    public bool IsLiquidated => _terms.IsLiquidated;

    public bool IsEmpty => _nodes.Count == 0;

    /// <summary>The active nodes, in id order.</summary>
    public IReadOnlyList<NodeTerms> Nodes => _nodes;

    /// <summary>The row that a registration makes.</summary>
    public static RowDraft Registered(Fact.ClusterRegistered fact)
    {
        ClusterTerms terms = new()
        {
            Id = fact.Cluster,
            Name = fact.Name,
            Region = fact.Region,
            Operator = fact.Operator,
            Class = fact.Class,
        };
        return new(new(terms, QueueState.None, []));
    }

    /// <summary>An active node.</summary>
    public NodeTerms Node(NodeId id) => _nodes[PlaceOf(id)];

    public void Add(NodeTerms node)
    {
        _nodes.Insert(~PlaceOf(node.Id), node);
        Shift(1, node.Gpus, node.Collateral, node.Rewards);
    }

    /// <summary>Takes a node out; a cluster that is left without any is cured (spec 1.3).</summary>
    public NodeTerms Remove(NodeId id)
    {
        int place = PlaceOf(id);
        NodeTerms node = _nodes[place];
        _nodes.RemoveAt(place);
        Shift(-1, -node.Gpus, -node.Collateral, -node.Rewards);
        if (IsEmpty)
            LeaveQueue();
        return node;
    }

    public void SetAmounts(NodeId id, BigInteger collateral, BigInteger rewards)
    {
        int place = PlaceOf(id);
        NodeTerms node = _nodes[place];
        _nodes[place] = node with { Collateral = collateral, Rewards = rewards };
        Shift(0, BigInteger.Zero, collateral - node.Collateral, rewards - node.Rewards);
    }

    public void EnterQueue(BigInteger flaggedAt, BigInteger deadline) =>
        _terms = _terms with { IsQueued = true, FlaggedAt = flaggedAt, Deadline = deadline };

    public void LeaveQueue() =>
        _terms = _terms with { IsQueued = false, FlaggedAt = BigInteger.Zero, Deadline = BigInteger.Zero };

    /// <summary>Ends the cluster: no nodes, no amounts; the flag's times stay.</summary>
    public void Liquidate()
    {
        _nodes.Clear();
        _terms = _terms with
        {
            IsLiquidated = true,
            IsQueued = false,
            Nodes = 0,
            Gpus = BigInteger.Zero,
            Collateral = BigInteger.Zero,
            Rewards = BigInteger.Zero,
        };
    }

    /// <summary>The row, with queue state and last known ratio as before: they follow from the market.</summary>
    public ClusterRow Close() => _before with { Terms = _terms, Nodes = _nodes.ToArray() };

    private void Shift(int nodes, BigInteger gpus, BigInteger collateral, BigInteger rewards) => _terms = _terms with
    {
        Nodes = _terms.Nodes + nodes,
        Gpus = _terms.Gpus + gpus,
        Collateral = _terms.Collateral + collateral,
        Rewards = _terms.Rewards + rewards,
    };

    private int PlaceOf(NodeId id) => _nodes.BinarySearch(new(id, BigInteger.Zero, BigInteger.Zero, BigInteger.Zero), ById);
}
