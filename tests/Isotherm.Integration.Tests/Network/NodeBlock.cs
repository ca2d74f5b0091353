using System.Numerics;

namespace Isotherm.Integration.Tests.Network;

/// <summary>A block as the node tells it; times are unix seconds, the base fee is wei per gas.</summary>
internal sealed record NodeBlock(ulong Number, string Hash, string ParentHash, long Timestamp, BigInteger BaseFee, BigInteger GasUsed, BigInteger GasLimit)
{
    /// <summary>The base fee of the block after this one (EIP-1559).</summary>
    public BigInteger NextBaseFee
    {
        get
        {
            BigInteger target = GasLimit / 2;
            if (GasUsed == target)
                return BaseFee;
            BigInteger change = BaseFee * BigInteger.Abs(GasUsed - target) / target / 8;
            return GasUsed > target ? BaseFee + BigInteger.Max(change, 1) : BaseFee - change;
        }
    }
}
