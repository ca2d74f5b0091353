using System.Numerics;
using System.Text.Json;
using Isotherm.Chains.Evm;
using Isotherm.Chains.Evm.Abi;
using Isotherm.Demo.Deployment;
using Isotherm.Demo.Driving;

namespace Isotherm.Demo.Chain;

/// <summary>Reads what a plan needs, all at one block.</summary>
internal sealed class ViewReader(EvmNode node, DeployedNetwork network)
{
    private const int ClustersPerCall = 250;

    private readonly Register _register = new(node, network.Settlement, network.DeployedAt);
    private readonly Dictionary<string, int> _operators = network.Accounts
        .Skip(Account.FirstOperator).Take(Population.Settlers.Operators)
        .Select((address, i) => (address, i)).ToDictionary(x => x.address, x => x.i);

    /// <summary>The view at a head, or null when that block is no longer the chain's.</summary>
    /// <exception cref="NodeException">The node does not answer.</exception>
    public async Task<WorldView?> ReadAsync(HeadBlock head, CancellationToken cancellation)
    {
        if (!await _register.ReadToAsync(head, cancellation).ConfigureAwait(false))
        {
            return null;
        }

        var alive = _register.Clusters.Values.Where(c => !c.IsLiquidated).OrderBy(c => c.Id).ToArray();
        var portions = alive.Chunk(ClustersPerCall).ToArray();
        var classes = Population.GpuModel.All.Count;
        List<RpcCall> calls =
        [
            EvmNode.View(network.TokenFeed, Abi.LatestRound.Encode(), head.Hash),
            EvmNode.View(network.NativeFeed, Abi.LatestRound.Encode(), head.Hash),
            EvmNode.View(network.Settlement, Abi.CriticalBps.Encode(), head.Hash),
            .. Enumerable.Range(1, classes).Select(id => EvmNode.View(network.Settlement, Abi.ClassOf.Encode(id), head.Hash)),
            .. portions.Select(p => EvmNode.View(network.Settlement, Abi.StatesOf.Encode([p.Select(c => (object?)c.Id).ToArray()]), head.Hash)),
        ];
        var results = await node.TryAllAsync(calls, cancellation).ConfigureAwait(false);
        if (results.Any(r => r is RpcResult.Refused) && await node.HashAtAsync(head.Number, cancellation).ConfigureAwait(false) != head.Hash)
        {
            return null;
        }

        var answers = results.Select((r, i) => r.ValueOrNull ?? throw new NodeException($"{calls[i].Method}: {r.Complaint}")).ToArray();
        return Assemble(head, alive, answers, classes);
    }

    private WorldView Assemble(HeadBlock head, Registered[] alive, JsonElement[] answers, int classes)
    {
        var token = EvmNode.Decode(Abi.LatestRound, answers[0]);
        var native = EvmNode.Decode(Abi.LatestRound, answers[1]);
        var states = answers.Skip(3 + classes).SelectMany(a => (object[])EvmNode.Decode(Abi.StatesOf, a)["states"]);
        return new WorldView(
            head,
            head.Number + 1 - network.WorldStart,
            (BigInteger)token["answer"],
            (long)(BigInteger)token["updatedAt"],
            (BigInteger)native["answer"],
            (long)(BigInteger)native["updatedAt"],
            (int)(BigInteger)EvmNode.Decode(Abi.CriticalBps, answers[2])["bps"],
            [.. alive.Zip(states, (cluster, state) => Cluster(cluster, (object[])state))],
            [.. answers.Skip(3).Take(classes).Select((a, i) => Class(i + 1, EvmNode.Decode(Abi.ClassOf, a)))],
            _register.Changes,
            _register.LastAnnouncedBlock - network.WorldStart,
            _register.NamesTaken);
    }

    private ClusterView Cluster(Registered cluster, object[] state) => new(
        cluster.Id,
        cluster.Name,
        _operators.GetValueOrDefault(cluster.Owner, -1),
        cluster.ClassId,
        cluster.Nodes,
        (BigInteger)state[2],
        (bool)state[1] ? (BigInteger)state[0] : null,
        (QueuePlace)(int)(BigInteger)state[3],
        (long)(BigInteger)state[4]);

    private static ClassView Class(int id, AbiDecoded.Values values) => new(id, (ulong)(BigInteger)values["base"], (int)(BigInteger)values["demandBps"]);
}
