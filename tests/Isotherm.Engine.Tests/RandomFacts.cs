using System.Numerics;
using Isotherm.Domain;

namespace Isotherm.Engine.Tests;

/// <summary>Facts that fit one block, one after the other.</summary>
internal sealed class RandomFacts
{
    private readonly Random _random;
    private readonly Block _block;
    private readonly List<Cluster> _clusters = [];
    private readonly HashSet<BigInteger> _scheduled = [];
    private readonly List<Fact> _drawn = [];
    private readonly bool _accrues;
    private BigInteger _index;

    /// <param name="random">Draws.</param>
    /// <param name="head">What the facts must fit.</param>
    /// <param name="block">The block that they are of.</param>
    /// <param name="accrues">Whether facts about accrual are among them.</param>
    public RandomFacts(Random random, NetworkPicture? head, Block block, bool accrues)
    {
        _random = random;
        _block = block;
        _accrues = accrues;
        _index = head?.Market.Accrual?.ValueAt(block.Header.Timestamp) ?? 0;
        foreach (ClusterRow row in head?.Rows ?? [])
        {
            Cluster cluster = new(row.Terms.Id) { IsQueued = row.Terms.IsQueued, IsLiquidated = row.Terms.IsLiquidated };
            foreach (NodeTerms node in row.Nodes)
                cluster.Nodes.Add(node.Id, (node.Collateral, node.Rewards));
            _clusters.Add(cluster);
        }

        foreach (ScheduledChange change in head?.Market.Scheduled ?? [])
            _scheduled.Add(change.Id);
    }

    public IReadOnlyList<Fact> Drawn => _drawn;

    private IEnumerable<Cluster> Alive => _clusters.Where(static cluster => !cluster.IsLiquidated);

    private IEnumerable<(Cluster Cluster, NodeId Node)> Nodes =>
        Alive.SelectMany(static cluster => cluster.Nodes.Keys.Select(node => (cluster, node)));

    /// <summary>The first block's: two classes ready, one half-known.</summary>
    public void Found()
    {
        _drawn.Add(new Fact.RequirementSet(new(2), 40_000_000_000));
        _drawn.Add(new Fact.ClassDefined(new(1), "H100"));
        _drawn.Add(new Fact.RequirementSet(new(1), 60_000_000_000));
        _drawn.Add(new Fact.DemandSet(new(1), 10_000));
        _drawn.Add(new Fact.DemandSet(new(2), 12_000));
        _drawn.Add(new Fact.ClassDefined(new(3), "half-known"));
        for (int i = 0; i < 4; i++)
        {
            Register();
            AddNode();
            AddNode();
        }
    }

    public void Add()
    {
        switch (_random.Next(_accrues ? 33 : 25))
        {
            case 0 or 1: Register(); break;
            case 2 or 3 or 4: AddNode(); break;
            case 5: RemoveNode(); break;
            case 6 or 7: MoveNode(); break;
            case 8 or 9 or 10 or 11: SetAmounts(); break;
            case 12 or 13 or 14: ChangeAmounts(); break;
            case 15: EnterQueue(); break;
            case 16: EnterQueue(); EnterQueue(); break;
            case 17: LeaveQueue(); break;
            case 18 when _random.Next(3) == 0: Liquidate(); break;
            case 19: ChangeClass(); break;
            case 20: ChangeParameters(); break;
            case 21: Schedule(); break;
            case 22: Unschedule(); break;
            case 23: Audit(); break;
            case 25: SetAccrualRate(); break;
            case 26: SetAccrualIndex(); break;
            case 27 or 28 or 29 or 30 or 31 when PickNode() is { } found: SetShares(found.Node); break;
            case 32 when PickNode() is { } found: _drawn.Add(new Fact.AccrualSettled(found.Node)); break;
            default: SetAmounts(); break;
        }
    }

    private void Register()
    {
        ClusterId id = new(_clusters.Count + 1);
        _clusters.Add(new(id));
        _drawn.Add(new Fact.ClusterRegistered(id, $"0x{_random.Next():x40}", new(_random.Next(1, 6)), $"c-{id}", _random.Next(2) == 0 ? "eu" : ""));
    }

    private void AddNode()
    {
        if (Pick(Alive) is not { } cluster)
            return;
        NodeId node = new(_random.Next(1, 400));
        if (Nodes.Any(known => known.Node == node))
            return;
        cluster.Nodes.Add(node, (0, 0));
        BigInteger gpus = _random.Next(20) switch { 0 => 0, 1 => BigInteger.One << 32, _ => _random.Next(1, 9) };
        _drawn.Add(new Fact.NodeAdded(node, cluster.Id, gpus));
        SetAmounts(cluster, node);
    }

    private void RemoveNode()
    {
        if (PickNode() is not { } found)
            return;
        Take(found.Cluster, found.Node);
        _drawn.Add(new Fact.NodeRemoved(found.Node));
    }

    private void MoveNode()
    {
        if (PickNode() is not { } found || Pick(Alive) is not { } to || to == found.Cluster)
            return;
        to.Nodes.Add(found.Node, found.Cluster.Nodes[found.Node]);
        Take(found.Cluster, found.Node);
        _drawn.Add(new Fact.NodeMoved(found.Node, to.Id));
    }

    private static void Take(Cluster cluster, NodeId node)
    {
        cluster.Nodes.Remove(node);
        cluster.IsQueued &= cluster.Nodes.Count > 0;
    }

    private void SetAmounts()
    {
        if (PickNode() is { } found)
            SetAmounts(found.Cluster, found.Node);
    }

    private void SetAmounts(Cluster cluster, NodeId node)
    {
        BigInteger collateral = _random.Next(40) == 0
            ? (BigInteger.One << 127) + _random.Next()
            : _random.Next(1, 40_000) * BigInteger.Pow(10, 18);
        BigInteger rewards = _random.Next(0, 100) * BigInteger.Pow(10, 16);
        cluster.Nodes[node] = (collateral, rewards);
        _drawn.Add(new Fact.CollateralSet(node, collateral));
        _drawn.Add(new Fact.RewardsSet(node, rewards));
    }

    private void ChangeAmounts()
    {
        if (PickNode() is not { } found)
            return;
        (BigInteger collateral, BigInteger rewards) = found.Cluster.Nodes[found.Node];
        BigInteger more = _random.Next(1, 1_000_000);
        BigInteger less = -(rewards / _random.Next(1, 4));
        found.Cluster.Nodes[found.Node] = (collateral + more, rewards + less);
        _drawn.Add(new Fact.Penalised(found.Node, -less, 0, "0x00"));
        _drawn.Add(new Fact.CollateralChanged(found.Node, more));
        _drawn.Add(new Fact.RewardsChanged(found.Node, less));
    }

    private void EnterQueue()
    {
        if (Pick(Alive.Where(static cluster => !cluster.IsQueued && cluster.Nodes.Count > 0)) is not { } cluster)
            return;
        cluster.IsQueued = true;
        long now = _block.Header.Timestamp;
        _drawn.Add(new Fact.QueueEntered(cluster.Id, now, now + _random.Next(0, 40)));
    }

    private void LeaveQueue()
    {
        if (Pick(Alive.Where(static cluster => cluster.IsQueued || cluster.Nodes.Count == 0)) is not { } cluster)
            return;
        cluster.IsQueued = false;
        _drawn.Add(new Fact.QueueLeft(cluster.Id));
    }

    private void Liquidate()
    {
        if (Pick(Alive.Where(static cluster => cluster.IsQueued)) is not { } cluster)
            return;
        cluster.IsLiquidated = true;
        cluster.Nodes.Clear();
        _drawn.Add(new Fact.Liquidated(cluster.Id, "0xcc", 5, 1));
    }

    private void ChangeClass()
    {
        ClassId id = new(_random.Next(1, 6));
        _drawn.Add(_random.Next(4) switch
        {
            0 => new Fact.ClassDefined(id, $"class {_random.Next(9)}"),
            1 => new Fact.RequirementSet(id, _random.Next(6) switch { 0 => 0, 1 => BigInteger.One << 64, _ => _random.Next(1, 90) * 1_000_000_000L }),
            _ => new Fact.DemandSet(id, _random.Next(9) switch { 0 => 0, 1 => BigInteger.One << 32, _ => _random.Next(5_000, 20_000) }),
        });
    }

    private void ChangeParameters()
    {
        int critical = _random.Next(8_000, 15_000);
        _drawn.Add(_random.Next(4) switch
        {
            0 => new Fact.GracePeriodSet(_random.Next(1, 100)),
            1 => new Fact.PriceResumed(_block.Header.Timestamp),
            2 => new Fact.ThresholdsSet(_random.Next(8) == 0 ? BigInteger.One << 32 : critical + _random.Next(-500, 9_000), critical),
            _ => new Fact.ThresholdsSet(15_000, 12_000),
        });
    }

    private void Schedule()
    {
        BigInteger id = _random.Next(1, 50);
        if (_scheduled.Add(id))
            _drawn.Add(new Fact.ChangeScheduled(id, _random.Next(4), 1, _random.Next(), 0, _block.Header.Timestamp + 60));
    }

    private void Unschedule()
    {
        if (_scheduled.Count == 0)
            return;
        BigInteger id = _scheduled.Min();
        _scheduled.Remove(id);
        _drawn.Add(_random.Next(2) == 0 ? new Fact.ChangeApplied(id) : new Fact.ChangeCancelled(id));
    }

    private void Audit()
    {
        if (Pick(_clusters) is { } cluster)
            _drawn.Add(_random.Next(3) == 0 ? new Fact.AuditFailed(cluster.Id) : new Fact.AuditPassed(cluster.Id));
    }

    private void SetAccrualRate() =>
        _drawn.Add(new Fact.AccrualRateSet(_random.Next(8) switch { 0 => 0, 1 => BigInteger.One << 110, _ => _random.NextInt64(1L << 60) }));

    private void SetAccrualIndex()
    {
        _index += _random.Next(3) == 0 ? 0 : _random.NextInt64(1L << 60);
        _drawn.Add(new Fact.AccrualIndexSet(_index));
    }

    private void SetShares(NodeId node) => _drawn.Add(new Fact.AccrualSharesSet(node, _random.Next(5) == 0 ? 0 : _random.Next(1, 2_000)));

    private Cluster? Pick(IEnumerable<Cluster> clusters)
    {
        Cluster[] all = [.. clusters];
        return all.Length == 0 ? null : all[_random.Next(all.Length)];
    }

    private (Cluster Cluster, NodeId Node)? PickNode()
    {
        (Cluster, NodeId)[] all = [.. Nodes];
        return all.Length == 0 ? null : all[_random.Next(all.Length)];
    }

    private sealed class Cluster(ClusterId id)
    {
        public ClusterId Id => id;

        public SortedDictionary<NodeId, (BigInteger Collateral, BigInteger Rewards)> Nodes { get; } = [];

        public bool IsQueued { get; set; }

        public bool IsLiquidated { get; set; }
    }
}
