using System.Numerics;
using Isotherm.Domain;

namespace Isotherm.Engine.Tests;

/// <summary>Rewards of every node kept a second time and otherwise: second by second, with what the index grew since each node was settled.</summary>
internal sealed class AccrualModel(int decimals)
{
    private readonly Dictionary<NodeId, Share> _nodes = [];
    private readonly Dictionary<ClusterId, HashSet<NodeId>> _clusters = [];
    private BigInteger _rate;
    private BigInteger _index;
    private long _time;

    public BigInteger RewardsOf(NodeId node) => _nodes[node].Rewards(decimals);

    public void Fold(Block block, IReadOnlyList<Fact> facts)
    {
        for (; _time != 0 && _time < block.Header.Timestamp; _time++)
            Grow(_rate);
        _time = block.Header.Timestamp;
        foreach (Fact fact in facts)
            Fold(fact);
    }

    private void Fold(Fact fact)
    {
        switch (fact)
        {
            case Fact.AccrualRateSet f: _rate = f.Rate; break;
            case Fact.AccrualIndexSet f: Grow(f.Index - _index); break;
            case Fact.AccrualSharesSet f: Settle(f.Node).Shares = f.Shares; break;
            case Fact.AccrualSettled f: Settle(f.Node); break;
            case Fact.RewardsSet f: Settle(f.Node).Settled = f.Rewards; break;
            case Fact.RewardsChanged f: Settle(f.Node).Settled += f.Delta; break;
            case Fact.ClusterRegistered f: _clusters.Add(f.Cluster, []); break;
            case Fact.NodeAdded f:
                _nodes.Add(f.Node, new());
                _clusters[f.Cluster].Add(f.Node);
                break;
            case Fact.NodeRemoved f: Forget(f.Node); break;
            case Fact.NodeMoved f:
                foreach (HashSet<NodeId> nodes in _clusters.Values)
                    nodes.Remove(f.Node);
                _clusters[f.To].Add(f.Node);
                break;
            case Fact.Liquidated f:
                foreach (NodeId node in _clusters[f.Cluster].ToArray())
                    Forget(node);
                break;
        }
    }

    private void Grow(BigInteger growth)
    {
        _index += growth;
        foreach (Share share in _nodes.Values)
            share.Growth += growth;
    }

    private Share Settle(NodeId node)
    {
        Share share = _nodes[node];
        share.Settled = share.Rewards(decimals);
        share.Growth = 0;
        return share;
    }

    private void Forget(NodeId node)
    {
        _nodes.Remove(node);
        foreach (HashSet<NodeId> nodes in _clusters.Values)
            nodes.Remove(node);
    }

    private sealed class Share
    {
        public BigInteger Settled { get; set; }

        public BigInteger Shares { get; set; }

        public BigInteger Growth { get; set; }

        public BigInteger Rewards(int decimals) => Settled + (Shares * Growth / BigInteger.Pow(10, decimals));
    }
}
