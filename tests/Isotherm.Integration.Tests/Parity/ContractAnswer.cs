using System.Numerics;
using System.Text.Json;
using Isotherm.Chains.Evm;
using Isotherm.Chains.Evm.Abi;
using Isotherm.Integration.Tests.Network;

namespace Isotherm.Integration.Tests.Parity;

/// <summary>Reads answers of <c>eth_call</c>.</summary>
internal static class ContractAnswer
{
    public static AbiDecoded.Values Values(AbiFunction function, RpcResult result)
    {
        Assert.True(result is RpcResult.Answer, $"{function.Name}: {result.Complaint}");
        byte[] bytes = Hex.Decode(((RpcResult.Answer)result).Value.GetString()!);
        AbiDecoded decoded = function.Decode(bytes);
        return decoded as AbiDecoded.Values ?? throw new NodeRefusal($"{function.Name} answered {bytes.Length} bytes: {decoded}");
    }

    public static BigInteger Number(AbiFunction function, RpcResult result) => (BigInteger)Values(function, result).Items[0];

    /// <summary>Null when the call reverted.</summary>
    public static BigInteger? NumberOrNull(AbiFunction function, RpcResult result) =>
        ErrorSelector(result).Length > 0 ? null : Number(function, result);

    /// <summary>The first four bytes of a revert's data as 0x-hex; empty when the call did not revert.</summary>
    public static string ErrorSelector(RpcResult result) =>
        result is RpcResult.Refused { Data: { ValueKind: JsonValueKind.String } data } && data.GetString()!.Length >= 10 ? data.GetString()![..10] : "";
}
