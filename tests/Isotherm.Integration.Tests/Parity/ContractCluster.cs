using System.Numerics;
using Isotherm.Chains.Evm;
using Isotherm.Chains.Evm.Abi;
using Isotherm.Integration.Tests.Network;

namespace Isotherm.Integration.Tests.Parity;

/// <summary>What the contract's views say about one cluster at one block's hash. A view that reverted leaves null and its error's selector.</summary>
internal sealed record ContractCluster(
    BigInteger? Ratio,
    string RatioError,
    BigInteger Requirement,
    BigInteger? RequiredTokens,
    BigInteger QueueState,
    BigInteger FlaggedAt,
    BigInteger Deadline,
    bool IsLiquidatable,
    string Operator,
    BigInteger Class,
    BigInteger Gpus,
    BigInteger Nodes,
    BigInteger Collateral,
    BigInteger Rewards,
    bool IsLiquidated,
    string Name,
    string Region)
{
    private static readonly AbiFunction[] Views =
    [
        SettlementAbi.RatioOf, SettlementAbi.RequirementOf, SettlementAbi.RequiredTokensOf,
        SettlementAbi.QueueOf, SettlementAbi.IsLiquidatable, SettlementAbi.ClusterOf,
    ];

    /// <summary>How many calls one cluster takes.</summary>
    public static int CallCount => Views.Length;

    public static IEnumerable<RpcCall> Calls(string settlement, string blockHash, BigInteger id) =>
        Views.Select(view => LocalNode.View(settlement, blockHash, view, id));

    /// <summary>Reads the answers to <see cref="Calls"/>, in their order.</summary>
    public static ContractCluster Read(ReadOnlySpan<RpcResult> results)
    {
        AbiDecoded.Values queue = ContractAnswer.Values(SettlementAbi.QueueOf, results[3]);
        object[] cluster = (object[])ContractAnswer.Values(SettlementAbi.ClusterOf, results[5])["cluster"];
        return new(
            ContractAnswer.NumberOrNull(SettlementAbi.RatioOf, results[0]),
            ContractAnswer.ErrorSelector(results[0]),
            ContractAnswer.Number(SettlementAbi.RequirementOf, results[1]),
            ContractAnswer.NumberOrNull(SettlementAbi.RequiredTokensOf, results[2]),
            (BigInteger)queue["state"],
            (BigInteger)queue["flaggedAt"],
            (BigInteger)queue["deadline"],
            (bool)ContractAnswer.Values(SettlementAbi.IsLiquidatable, results[4])["liquidatable"],
            (string)cluster[0],
            (BigInteger)cluster[1],
            (BigInteger)cluster[2],
            (BigInteger)cluster[3],
            (BigInteger)cluster[4],
            (BigInteger)cluster[5],
            (bool)cluster[8],
            (string)cluster[9],
            (string)cluster[10]);
    }
}
