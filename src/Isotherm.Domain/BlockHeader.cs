using System.Numerics;

namespace Isotherm.Domain;

/// <summary>What the fold needs of a block's header.</summary>
/// <param name="Number">Height.</param>
/// <param name="Hash">Lower-case <c>0x</c> and 64 hex digits.</param>
/// <param name="ParentHash">As <paramref name="Hash"/>.</param>
/// <param name="Timestamp">Unix seconds, UTC.</param>
/// <param name="BaseFee">Wei per gas; null where the chain has none (before EIP-1559). 0 is valid.</param>
public sealed record BlockHeader(ulong Number, string Hash, string ParentHash, long Timestamp, BigInteger? BaseFee)
{
    /// <summary>The block's place and identity.</summary>
    public BlockRef Ref => new(Number, Hash);
}
