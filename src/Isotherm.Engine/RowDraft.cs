using System.Numerics;
using Isotherm.Domain;

namespace Isotherm.Engine;

/// <summary>One cluster while a block's facts are folded: a copy of its row that may change. Sums follow its nodes.</summary>
internal sealed class RowDraft(ClusterRow before)
{
    private static readonly Comparer<NodeTerms> ById = Comparer<NodeTerms>.Create(static (left, right) => left.Id.CompareTo(right.Id));

    private readonly ClusterRow _before = before;
    private readonly List<NodeTerms> _nodes = [.. before.Nodes];
    private BigInteger _gpus = before.Terms.Gpus;
    private BigInteger _collateral = before.Terms.Collateral;
    private BigInteger _rewards = before.Terms.Rewards;
    private BigInteger _flaggedAt = before.Terms.FlaggedAt;
    private BigInteger _deadline = before.Terms.Deadline;

    public bool IsQueued { get; private set; } = before.Terms.IsQueued;

    public bool IsLiquidated { get; private set; } = before.Terms.IsLiquidated;

    public bool IsDisputed { get; set; } = before.Terms.IsDisputed;

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
        Shift(node.Gpus, node.Collateral, node.Rewards);
    }

    /// <summary>Takes a node out; a cluster that is left without any is cured (spec 1.3).</summary>
    public NodeTerms Remove(NodeId id)
    {
        int place = PlaceOf(id);
        NodeTerms node = _nodes[place];
        _nodes.RemoveAt(place);
        Shift(-node.Gpus, -node.Collateral, -node.Rewards);
        if (IsEmpty)
            LeaveQueue();
        return node;
    }

    /// <summary>Replaces an active node's amounts.</summary>
    public void Replace(NodeTerms node)
    {
        int place = PlaceOf(node.Id);
        NodeTerms before = _nodes[place];
        _nodes[place] = node;
        Shift(node.Gpus - before.Gpus, node.Collateral - before.Collateral, node.Rewards - before.Rewards);
    }

    public void EnterQueue(BigInteger flaggedAt, BigInteger deadline) =>
        (IsQueued, _flaggedAt, _deadline) = (true, flaggedAt, deadline);

    public void LeaveQueue() => (IsQueued, _flaggedAt, _deadline) = (false, BigInteger.Zero, BigInteger.Zero);

    /// <summary>Ends the cluster: no nodes, no amounts; the flag's times stay.</summary>
    public void Liquidate()
    {
        _nodes.Clear();
        (_gpus, _collateral, _rewards) = (BigInteger.Zero, BigInteger.Zero, BigInteger.Zero);
        (IsLiquidated, IsQueued) = (true, false);
    }

    /// <summary>The row, with queue state and last known ratio as before: they follow from the market.</summary>
    public ClusterRow Close()
    {
        ClusterTerms terms = _before.Terms with
        {
            Nodes = _nodes.Count,
            Gpus = _gpus,
            Collateral = _collateral,
            Rewards = _rewards,
            FlaggedAt = _flaggedAt,
            Deadline = _deadline,
            IsQueued = IsQueued,
            IsLiquidated = IsLiquidated,
            IsDisputed = IsDisputed,
        };
        return _before with { Terms = terms, Nodes = _nodes.ToArray() };
    }

    private void Shift(BigInteger gpus, BigInteger collateral, BigInteger rewards)
    {
        _gpus += gpus;
        _collateral += collateral;
        _rewards += rewards;
    }

    private int PlaceOf(NodeId id) => _nodes.BinarySearch(new(id, BigInteger.Zero, BigInteger.Zero, BigInteger.Zero), ById);
}
