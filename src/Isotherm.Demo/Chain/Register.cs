using System.Numerics;
using System.Text.Json;
using Isotherm.Chains.Evm;
using Isotherm.Chains.Evm.Abi;
using Isotherm.Demo.Driving;

namespace Isotherm.Demo.Chain;

/// <summary>
/// Who is registered, which nodes they have and what is announced, folded from the contract's events. Follows the chain forwards; when a
/// block it has read is no longer there, it begins anew: nothing that was dropped is remembered.
/// </summary>
/// <param name="node">The node.</param>
/// <param name="settlement">The contract.</param>
/// <param name="firstBlock">Where its events begin.</param>
internal sealed class Register(EvmNode node, string settlement, long firstBlock)
{
    private const int BlocksPerQuery = 2_000;

    private static readonly string[] Topics =
    [
        Abi.ClusterRegistered.Topic, Abi.NodeAdded.Topic, Abi.NodeRemoved.Topic, Abi.NodeMoved.Topic,
        Abi.Liquidated.Topic, Abi.ChangeScheduled.Topic, Abi.ChangeApplied.Topic, Abi.ChangeCancelled.Topic,
    ];

    private readonly Dictionary<long, Registered> _clusters = [];
    private readonly Dictionary<long, ChangeView> _changes = [];
    private readonly Dictionary<string, int> _names = [];
    private long _readTo = firstBlock - 1;
    private string? _hashReadTo;

    /// <summary>All clusters ever registered, by id.</summary>
    public IReadOnlyDictionary<long, Registered> Clusters => _clusters;

    /// <summary>Open announcements.</summary>
    public IReadOnlyList<ChangeView> Changes => [.. _changes.Values.OrderBy(c => c.Id)];

    /// <summary>Block of the last announcement; before the first block when there was none.</summary>
    public long LastAnnouncedBlock { get; private set; } = firstBlock - 1;

    /// <summary>How many clusters bear each name prefix.</summary>
    public IReadOnlyDictionary<string, int> NamesTaken => _names;

    /// <summary>Reads on to a block.</summary>
    /// <returns>False when the chain moved meanwhile: ask again with a new head.</returns>
    /// <exception cref="NodeException">The node does not answer.</exception>
    public async Task<bool> ReadToAsync(HeadBlock head, CancellationToken cancellation)
    {
        if (_hashReadTo is not null && (_readTo > head.Number || await node.HashAtAsync(_readTo, cancellation).ConfigureAwait(false) != _hashReadTo))
        {
            Forget();
        }

        var logs = new List<JsonElement>();
        for (var from = _readTo + 1; from <= head.Number; from += BlocksPerQuery)
        {
            var to = Math.Min(head.Number, from + BlocksPerQuery - 1);
            var filter = new { address = settlement, fromBlock = Hex.Quantity((ulong)from), toBlock = Hex.Quantity((ulong)to), topics = new[] { Topics } };
            var answer = await node.AskAsync("eth_getLogs", [filter], cancellation).ConfigureAwait(false);
            logs.AddRange(answer.EnumerateArray());
        }

        if (await node.HashAtAsync(head.Number, cancellation).ConfigureAwait(false) != head.Hash)
        {
            return false;
        }

        logs.ForEach(Fold);
        (_readTo, _hashReadTo) = (head.Number, head.Hash);
        return true;
    }

    private void Forget()
    {
        _clusters.Clear();
        _changes.Clear();
        _names.Clear();
        (_readTo, _hashReadTo, LastAnnouncedBlock) = (firstBlock - 1, null, firstBlock - 1);
    }

    private void Fold(JsonElement log)
    {
        var topics = log.GetProperty("topics").EnumerateArray().Select(t => t.GetString()!).ToArray();
        var data = Hex.Decode(log.GetProperty("data").GetString()!);
        if (topics[0] == Abi.ClusterRegistered.Topic)
        {
            var e = Read(Abi.ClusterRegistered, topics, data);
            var cluster = new Registered(Long(e["clusterId"]), (string)e["operator"], (int)Long(e["classId"]), (string)e["name"]);
            _clusters[cluster.Id] = cluster;
            _names[cluster.Prefix] = _names.GetValueOrDefault(cluster.Prefix) + 1;
        }
        else if (topics[0] == Abi.Liquidated.Topic)
        {
            _clusters[Long(Read(Abi.Liquidated, topics, data)["clusterId"])].IsLiquidated = true;
        }
        else if (topics[0] == Abi.ChangeScheduled.Topic)
        {
            var e = Read(Abi.ChangeScheduled, topics, data);
            var id = Long(e["changeId"]);
            _changes[id] = new ChangeView(id, (ChangeKind)Long(e["kind"]), Long(e["effectiveAt"]));
            LastAnnouncedBlock = EvmNode.Number(log.GetProperty("blockNumber"));
        }
        else if (topics[0] == Abi.ChangeApplied.Topic || topics[0] == Abi.ChangeCancelled.Topic)
        {
            _changes.Remove(Long(new BigInteger(Hex.Decode(topics[1]), isUnsigned: true, isBigEndian: true)));
        }
        else
        {
            FoldNode(topics, data);
        }
    }

    private void FoldNode(string[] topics, byte[] data)
    {
        if (topics[0] == Abi.NodeAdded.Topic)
        {
            var e = Read(Abi.NodeAdded, topics, data);
            _clusters[Long(e["clusterId"])].Nodes.Add(new NodeView(Long(e["nodeId"]), (int)Long(e["gpus"])));
        }
        else if (topics[0] == Abi.NodeRemoved.Topic)
        {
            var e = Read(Abi.NodeRemoved, topics, data);
            _clusters[Long(e["clusterId"])].Nodes.RemoveAll(n => n.Id == Long(e["nodeId"]));
        }
        else
        {
            var e = Read(Abi.NodeMoved, topics, data);
            var from = _clusters[Long(e["fromClusterId"])].Nodes;
            var moved = from.Find(n => n.Id == Long(e["nodeId"]));
            from.Remove(moved);
            _clusters[Long(e["toClusterId"])].Nodes.Add(moved);
        }
    }

    private static AbiDecoded.Values Read(AbiEvent kind, string[] topics, byte[] data) => kind.Decode(topics, data) switch
    {
        AbiDecoded.Values values => values,
        AbiDecoded.Malformed malformed => throw new NodeException($"An event of the demo's contract cannot be read: {malformed.Reason}."),
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    private static long Long(object value) => (long)(BigInteger)value;
}
