using System.Numerics;
using System.Text.Json;
using Isotherm.Chains.Evm;
using Isotherm.Chains.Evm.Abi;
using Isotherm.Integration.Tests.Network;

namespace Isotherm.Integration.Tests.Parity;

/// <summary>Everything that the contracts say at one block's hash.</summary>
internal sealed record ContractPicture(
    BigInteger ClusterCount,
    BigInteger WarningBps,
    BigInteger CriticalBps,
    BigInteger GracePeriod,
    BigInteger FreshSince,
    BigInteger SettlementGas,
    AbiDecoded.Values TokenRound,
    AbiDecoded.Values NativeRound,
    IReadOnlyList<string> LogTopics,
    IReadOnlyList<ContractCluster> Clusters)
{
    private static readonly AbiFunction[] Globals =
    [
        SettlementAbi.ClusterCount, SettlementAbi.WarningBps, SettlementAbi.CriticalBps,
        SettlementAbi.GracePeriod, SettlementAbi.FreshSince, SettlementAbi.SettlementGas,
    ];

    /// <summary>Asks in one batch, at this very block (EIP-1898, EIP-234).</summary>
    public static async Task<ContractPicture> ReadAsync(ReferenceNetwork network, string blockHash, IReadOnlyList<BigInteger> ids, CancellationToken ct)
    {
        List<RpcCall> calls =
        [
            .. Globals.Select(view => LocalNode.View(network.Settlement, blockHash, view)),
            LocalNode.View(network.TokenFeed, blockHash, SettlementAbi.LatestRound),
            LocalNode.View(network.NativeFeed, blockHash, SettlementAbi.LatestRound),
            new("eth_getLogs", new { blockHash, address = network.Settlement }),
        ];
        int head = calls.Count;
        calls.AddRange(ids.SelectMany(id => ContractCluster.Calls(network.Settlement, blockHash, id)));
        RpcResult[] results = [.. await network.Node.BatchAsync(calls, ct)];
        BigInteger[] globals = [.. Globals.Select((view, i) => ContractAnswer.Number(view, results[i]))];
        JsonElement logs = results[head - 1].ValueOrNull ?? throw new NodeRefusal($"eth_getLogs: {results[head - 1].Complaint}");
        return new(
            globals[0],
            globals[1],
            globals[2],
            globals[3],
            globals[4],
            globals[5],
            ContractAnswer.Values(SettlementAbi.LatestRound, results[head - 3]),
            ContractAnswer.Values(SettlementAbi.LatestRound, results[head - 2]),
            [.. logs.EnumerateArray().Select(log => log.GetProperty("topics")[0].GetString()!)],
            [.. ids.Select((_, i) => ContractCluster.Read(results.AsSpan(head + (i * ContractCluster.CallCount), ContractCluster.CallCount)))]);
    }
}
