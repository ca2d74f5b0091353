using System.Numerics;
using Isotherm.Chains.Evm;
using Isotherm.Integration.Tests.Network;
using Isotherm.Integration.Tests.Parity;

namespace Isotherm.Integration.Tests.Generality;

/// <summary>What the contract's views say about one rig at one block's hash.</summary>
internal sealed record BondRig(BigInteger Pending, BigInteger Farm, BigInteger Gpus, BigInteger Earning, bool IsPlugged, BigInteger Bond, BigInteger Fined)
{
    public const int CallCount = 2;

    public static IEnumerable<RpcCall> Calls(string bonds, string blockHash, BigInteger id) =>
        [LocalNode.View(bonds, blockHash, BondAbi.PendingOf, id), LocalNode.View(bonds, blockHash, BondAbi.RigOf, id)];

    /// <summary>Reads the answers to <see cref="Calls"/>, in their order.</summary>
    public static BondRig Read(ReadOnlySpan<RpcResult> results)
    {
        object[] rig = (object[])ContractAnswer.Values(BondAbi.RigOf, results[1])["rig"];
        return new(
            ContractAnswer.Number(BondAbi.PendingOf, results[0]),
            (BigInteger)rig[0],
            (BigInteger)rig[1],
            (BigInteger)rig[2],
            (bool)rig[3],
            (BigInteger)rig[4],
            (BigInteger)rig[9]);
    }
}
