using System.Numerics;
using Isotherm.Chains.Evm;
using Isotherm.Chains.Evm.Abi;
using Isotherm.Domain;

namespace Isotherm.Chains.Manifests;

/// <summary>A cluster's id as the one argument of a call.</summary>
internal static class ClusterArgument
{
    /// <summary>Call data, 0x-hex; null where the id does not fit the parameter's type.</summary>
    public static string? CallData(AbiFunction function, ClusterId cluster)
    {
        var width = function.Inputs[0].Type switch
        {
            AbiType.UnsignedInteger number => number.Bits / 8,
            AbiType.FixedBytes blob => blob.Length,
            _ => 20,
        };
        var id = cluster.Value;
        if (id.Sign < 0 || id.GetByteCount(isUnsigned: true) > width)
        {
            return null;
        }

        return Hex.Encode(function.Inputs[0].Type is AbiType.UnsignedInteger ? function.Encode(id) : function.Encode(Bytes(id, width)));
    }

    // An id of type address or bytesN is its big-endian bytes.
    private static byte[] Bytes(BigInteger id, int width)
    {
        var digits = id.ToByteArray(isUnsigned: true, isBigEndian: true);
        return [.. new byte[width - digits.Length], .. digits];
    }
}
