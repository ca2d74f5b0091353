using System.Numerics;
using Isotherm.Chains.Evm;
using Isotherm.Chains.Evm.Abi;
using Isotherm.Integration.Tests.Network;
using Isotherm.Integration.Tests.Parity;

namespace Isotherm.Integration.Tests.Generality;

/// <summary>What the contract's views say about one farm at one block's hash.</summary>
internal sealed record BondFarm(
    BigInteger Coverage,
    BigInteger Required,
    BigInteger Standing,
    BigInteger MarkedAt,
    BigInteger Until,
    string Owner,
    BigInteger Model,
    string Label,
    IReadOnlyList<BigInteger> Rigs)
{
    private static readonly AbiFunction[] Views = [BondAbi.CoverageOf, BondAbi.BondRequired, BondAbi.StatusOf, BondAbi.FarmOf];

    public static int CallCount => Views.Length;

    public static IEnumerable<RpcCall> Calls(string bonds, string blockHash, BigInteger id) =>
        Views.Select(view => LocalNode.View(bonds, blockHash, view, id));

    /// <summary>Reads the answers to <see cref="Calls"/>, in their order.</summary>
    public static BondFarm Read(ReadOnlySpan<RpcResult> results)
    {
        AbiDecoded.Values status = ContractAnswer.Values(BondAbi.StatusOf, results[2]);
        object[] farm = (object[])ContractAnswer.Values(BondAbi.FarmOf, results[3])["farm"];
        return new(
            ContractAnswer.Number(BondAbi.CoverageOf, results[0]),
            ContractAnswer.Number(BondAbi.BondRequired, results[1]),
            (BigInteger)status["standing"],
            (BigInteger)status["markedAt"],
            (BigInteger)status["until"],
            (string)farm[0],
            new BigInteger((byte[])farm[1], isUnsigned: true, isBigEndian: true),
            System.Text.Encoding.UTF8.GetString((byte[])farm[2]).TrimEnd('\0'),
            [.. ((object[])farm[6]).Cast<BigInteger>().Order()]);
    }
}
