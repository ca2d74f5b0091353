using System.Numerics;
using System.Text;
using Isotherm.Domain;

namespace Isotherm.Engine;

/// <summary>One block being folded: copies of what its facts touch, over a state that stays as it is. A fact that does not fit throws.</summary>
internal sealed class BlockDraft(Registry registry, IReadOnlyList<ClusterRow> rows, MarketDraft market, BlockHeader block)
{
    private const int LongestText = 255;
    private static readonly BigInteger WordLimit = BigInteger.One << 256;

    private readonly Dictionary<int, RowDraft> _drafts = [];
    private readonly Dictionary<ClusterId, int> _newcomers = [];
    private readonly Dictionary<NodeId, int?> _moves = [];
    private Fact? _fact;
    private int _factIndex = -1;

    /// <summary>Rows at the end of the block.</summary>
    public int RowCount => rows.Count + _newcomers.Count;

    /// <summary>Touched rows and newcomers by position, ascending.</summary>
    public IEnumerable<KeyValuePair<int, ClusterRow>> Touched() =>
        _drafts.OrderBy(static draft => draft.Key).Select(static draft => KeyValuePair.Create(draft.Key, draft.Value.Close()));

    /// <summary>Folds one fact.</summary>
    /// <exception cref="FoldException">It does not fit.</exception>
    public void Fold(Fact fact)
    {
        _fact = fact;
        _factIndex++;
        switch (fact)
        {
            case Fact.ClassDefined f:
                market.ChangeClass(f.Class, gpuClass => gpuClass with { Name = Text(f.Name) });
                break;
            case Fact.RequirementSet f:
                market.ChangeClass(f.Class, gpuClass => gpuClass with { Base = Word(f.Base, "base requirement") });
                break;
            case Fact.DemandSet f:
                market.ChangeClass(f.Class, gpuClass => gpuClass with { DemandBps = Word(f.DemandBps, "demand") });
                break;
            case Fact.ThresholdsSet f:
                market.WarningBps = Word(f.WarningBps, "warning threshold");
                market.CriticalBps = Word(f.CriticalBps, "critical threshold");
                break;
            case Fact.GracePeriodSet f:
                market.GracePeriod = Word(f.Seconds, "grace period");
                break;
            case Fact.PriceResumed f:
                market.FreshSince = Word(f.FreshSince, "freshSince");
                break;
            case Fact.ChangeScheduled or Fact.ChangeApplied or Fact.ChangeCancelled:
                FoldScheduled(fact);
                break;
            case Fact.QueueEntered or Fact.QueueLeft or Fact.Liquidated:
                FoldQueue(fact);
                break;
            case Fact.AuditFailed f:
                Registered(f.Cluster).IsDisputed = true;
                break;
            case Fact.AuditPassed f:
                Registered(f.Cluster).IsDisputed = false;
                break;
            case Fact.AccrualRateSet or Fact.AccrualIndexSet or Fact.AccrualSharesSet or Fact.AccrualSettled:
                FoldAccrual(fact);
                break;
            default:
                FoldLedger(fact);
                break;
        }
    }

    private void FoldScheduled(Fact fact)
    {
        switch (fact)
        {
            case Fact.ChangeScheduled f:
                if (!market.TrySchedule(new(f.Change, f.Kind, f.Subject, f.A, f.B, f.EffectiveAt)))
                    throw Rejected($"change {f.Change} is announced already", "a new change id");
                break;
            case Fact.ChangeApplied f when !market.TryUnschedule(f.Change):
                throw Rejected($"change {f.Change} is not announced", "an announced change");
            case Fact.ChangeCancelled f when !market.TryUnschedule(f.Change):
                throw Rejected($"change {f.Change} is not announced", "an announced change");
        }
    }

    private void FoldQueue(Fact fact)
    {
        switch (fact)
        {
            case Fact.QueueEntered f:
                RowDraft entering = Cluster(f.Cluster);
                if (entering.IsQueued)
                    throw Rejected($"cluster {f.Cluster} is queued already", "a cluster outside the queue");
                if (entering.IsEmpty)
                    throw Rejected($"cluster {f.Cluster} has no nodes", "a cluster that requires collateral");
                entering.EnterQueue(Word(f.FlaggedAt, "flaggedAt"), Word(f.Deadline, "deadline"));
                break;
            case Fact.QueueLeft f:
                RowDraft leaving = Cluster(f.Cluster);
                // An empty cluster was cured when its last node left; the chain may say so too.
                if (!leaving.IsQueued && !leaving.IsEmpty)
                    throw Rejected($"cluster {f.Cluster} is not queued", "a queued cluster");
                leaving.LeaveQueue();
                break;
            case Fact.Liquidated f:
                RowDraft ending = Cluster(f.Cluster);
                foreach (NodeTerms node in ending.Nodes)
                    _moves[node.Id] = null;
                ending.Liquidate();
                break;
        }
    }

    private void FoldLedger(Fact fact)
    {
        switch (fact)
        {
            case Fact.ClusterRegistered f:
                Register(f);
                break;
            case Fact.NodeAdded f:
                Add(f);
                break;
            case Fact.NodeRemoved f:
                Owner(f.Node).Remove(f.Node);
                _moves[f.Node] = null;
                break;
            case Fact.NodeMoved f:
                Move(f);
                break;
            case Fact.CollateralSet f:
                Change(f.Node, node => node with { Collateral = Word(f.Collateral, "collateral") });
                break;
            case Fact.CollateralChanged f:
                Change(f.Node, node => node with { Collateral = Word(node.Collateral + f.Delta, "collateral") });
                break;
            case Fact.RewardsSet f:
                Settle(f.Node, _ => Word(f.Rewards, "rewards"));
                break;
            case Fact.RewardsChanged f:
                Settle(f.Node, rewards => Word(rewards + f.Delta, "rewards"));
                break;
            case Fact.Penalised f:
                Owner(f.Node);
                break;
            default:
                throw Rejected("the engine does not know this fact", "one that it folds");
        }
    }

    private void Register(Fact.ClusterRegistered fact)
    {
        if (PositionOf(fact.Cluster) is not null)
            throw Rejected($"cluster {fact.Cluster} is registered already", "a new cluster id");
        Word(fact.Cluster.Value, "cluster id");
        Word(fact.Class.Value, "class id");
        _drafts.Add(RowCount, RowDraft.Registered(fact));
        _newcomers.Add(fact.Cluster, RowCount);
    }

    private void Add(Fact.NodeAdded fact)
    {
        if (PlaceOf(fact.Node) is not null)
            throw Rejected($"node {fact.Node} is active already", "a new node id");
        Word(fact.Node.Value, "node id");
        Cluster(fact.Cluster).Add(new(fact.Node, Word(fact.Gpus, "GPU count"), BigInteger.Zero, BigInteger.Zero));
        _moves[fact.Node] = PositionOf(fact.Cluster);
    }

    private void Move(Fact.NodeMoved fact)
    {
        RowDraft donor = Owner(fact.Node);
        RowDraft recipient = Cluster(fact.To);
        if (ReferenceEquals(donor, recipient))
            throw Rejected($"node {fact.Node} is in cluster {fact.To} already", "another cluster");
        recipient.Add(donor.Remove(fact.Node));
        _moves[fact.Node] = PositionOf(fact.To);
    }

    private void FoldAccrual(Fact fact)
    {
        market.BeginAccrual(block.Timestamp);
        switch (fact)
        {
            case Fact.AccrualRateSet f:
                market.Accrual = new(IndexNow, Word(f.Rate, "accrual rate"), block.Timestamp);
                break;
            case Fact.AccrualIndexSet f:
                if (f.Index < IndexNow)
                    throw Rejected($"the accrual index would fall from {IndexNow} to {f.Index}", "one that does not fall");
                market.Accrual = new(Word(f.Index, "accrual index"), market.Accrual!.Rate, block.Timestamp);
                break;
            case Fact.AccrualSharesSet f:
                Settle(f.Node, static rewards => rewards, Word(f.Shares, "shares"));
                break;
            case Fact.AccrualSettled f:
                Settle(f.Node, static rewards => rewards);
                break;
        }
    }

    /// <summary>Changes the rewards that a node has by now, and counts its shares from here on; they stay as they are unless given.</summary>
    private void Settle(NodeId id, Func<BigInteger, BigInteger> change, BigInteger? shares = null) => Change(id, node =>
    {
        BigInteger rewards = node.RewardsAt(IndexNow, market.Rules.AccrualDecimals);
        return node.Settle(change(rewards), shares ?? node.Accrual?.Shares ?? BigInteger.Zero, IndexNow);
    });

    private void Change(NodeId id, Func<NodeTerms, NodeTerms> change)
    {
        RowDraft owner = Owner(id);
        owner.Replace(change(owner.Node(id)));
    }

    private BigInteger IndexNow => market.Accrual?.ValueAt(block.Timestamp) ?? BigInteger.Zero;

    private RowDraft Owner(NodeId id) =>
        PlaceOf(id) is { } position ? Draft(position) : throw Rejected($"node {id} is unknown", "an active node");

    private RowDraft Registered(ClusterId id) =>
        PositionOf(id) is { } position ? Draft(position) : throw Rejected($"cluster {id} is unknown", "a registered cluster");

    private RowDraft Cluster(ClusterId id)
    {
        RowDraft draft = Registered(id);
        return draft.IsLiquidated ? throw Rejected($"cluster {id} is liquidated", "a cluster that is not") : draft;
    }

    private RowDraft Draft(int position)
    {
        if (!_drafts.TryGetValue(position, out RowDraft? draft))
            _drafts.Add(position, draft = new(rows[position]));
        return draft;
    }

    private int? PositionOf(ClusterId id) =>
        _newcomers.TryGetValue(id, out int position) ? position : registry.PositionOf(id);

    private int? PlaceOf(NodeId id) => _moves.TryGetValue(id, out int? position) ? position : registry.PositionOf(id);

    private BigInteger Word(BigInteger value, string what) =>
        value.Sign >= 0 && value < WordLimit ? value : throw Rejected($"{what} is {value}", "0 to 2^256 - 1");

    private string Text(string value) =>
        Encoding.UTF8.GetByteCount(value) <= LongestText ? value : throw Rejected("a name is too long", $"at most {LongestText} bytes");

    private FoldException Rejected(string what, string expected) => new(what, expected, block.Ref, _fact, _factIndex);
}
