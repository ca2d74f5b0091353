using System.Numerics;
using Isotherm.Chains.Evm;
using Isotherm.Chains.Evm.Abi;
using Isotherm.Domain;

namespace Isotherm.Chains.Manifests;

/// <summary>A view of a contract that is asked about one cluster.</summary>
/// <param name="Address">The contract, lower-case 0x-hex.</param>
/// <param name="Function">One parameter: the cluster's id.</param>
public sealed record ContractView(string Address, AbiFunction Function)
{
    /// <summary>Call data, 0x-hex; null where the id does not fit the parameter's type.</summary>
    public string? CallData(ClusterId cluster)
    {
        var width = Function.Inputs[0].Type switch
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

        return Hex.Encode(Function.Inputs[0].Type is AbiType.UnsignedInteger ? Function.Encode(id) : Function.Encode(Bytes(id, width)));
    }

    // An id of type address or bytesN is its big-endian bytes.
    private static byte[] Bytes(BigInteger id, int width)
    {
        var digits = id.ToByteArray(isUnsigned: true, isBigEndian: true);
        return [.. new byte[width - digits.Length], .. digits];
    }
}
