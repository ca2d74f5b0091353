using System.Numerics;
using Isotherm.Chains.Evm;
using Isotherm.Chains.Evm.Abi;
using Isotherm.Integration.Tests.Network;
using Isotherm.Integration.Tests.Parity;

namespace Isotherm.Integration.Tests.Generality;

/// <summary>Everything that the contract says at one block's hash, and the logs of that block.</summary>
internal sealed record BondAnswers(
    BigInteger ComfortBps,
    BigInteger DangerBps,
    BigInteger Patience,
    BigInteger Rate,
    BigInteger Index,
    IReadOnlyList<(string Name, BigInteger BondPerGpu, BigInteger FactorBps)> Models,
    IReadOnlyList<BondFarm> Farms,
    IReadOnlyList<BondRig> Rigs,
    IReadOnlyList<EvmLog> Logs)
{
    private static readonly AbiFunction[] Globals = [BondAbi.ComfortBps, BondAbi.DangerBps, BondAbi.Patience, BondAbi.Rate, BondAbi.Index];

    /// <summary>Asks at this very block (EIP-1898, EIP-234): first how many there are, then about each.</summary>
    /// <param name="network">The contract.</param>
    /// <param name="blockHash">The block.</param>
    /// <param name="models">Names of models that may be listed.</param>
    /// <param name="ct">Cancels.</param>
    public static async Task<BondAnswers> ReadAsync(BondNetwork network, string blockHash, IReadOnlyList<string> models, CancellationToken ct)
    {
        IReadOnlyList<RpcResult> counts = await network.Node.BatchAsync(
            [LocalNode.View(network.Bonds, blockHash, BondAbi.FarmCount), LocalNode.View(network.Bonds, blockHash, BondAbi.RigCount)], ct);
        (int farms, int rigs) = ((int)ContractAnswer.Number(BondAbi.FarmCount, counts[0]), (int)ContractAnswer.Number(BondAbi.RigCount, counts[1]));
        List<RpcCall> calls =
        [
            .. Globals.Select(view => LocalNode.View(network.Bonds, blockHash, view)),
            .. models.Select(model => LocalNode.View(network.Bonds, blockHash, BondAbi.ModelOf, BondNetwork.Bytes32(model))),
            new("eth_getLogs", new { blockHash, address = network.Bonds }),
        ];
        int farmsAt = calls.Count;
        calls.AddRange(Ids(farms).SelectMany(id => BondFarm.Calls(network.Bonds, blockHash, id)));
        int rigsAt = calls.Count;
        calls.AddRange(Ids(rigs).SelectMany(id => BondRig.Calls(network.Bonds, blockHash, id)));
        RpcResult[] results = [.. await network.Node.BatchAsync(calls, ct)];
        BigInteger[] globals = [.. Globals.Select((view, i) => ContractAnswer.Number(view, results[i]))];
        return new(
            globals[0],
            globals[1],
            globals[2],
            globals[3],
            globals[4],
            [.. models.Select((model, i) => (model, (object[])ContractAnswer.Values(BondAbi.ModelOf, results[Globals.Length + i])["model"]))
                .Where(m => (bool)m.Item2[2]).Select(m => (m.model, (BigInteger)m.Item2[0], (BigInteger)m.Item2[1]))],
            [.. Ids(farms).Select((_, i) => BondFarm.Read(results.AsSpan(farmsAt + (i * BondFarm.CallCount), BondFarm.CallCount)))],
            [.. Ids(rigs).Select((_, i) => BondRig.Read(results.AsSpan(rigsAt + (i * BondRig.CallCount), BondRig.CallCount)))],
            EvmJson.Logs(results[farmsAt - 1].ValueOrNull) ?? throw new NodeRefusal($"eth_getLogs: {results[farmsAt - 1].Complaint}"));
    }

    private static IEnumerable<BigInteger> Ids(int count) => Enumerable.Range(1, count).Select(id => (BigInteger)id);
}
