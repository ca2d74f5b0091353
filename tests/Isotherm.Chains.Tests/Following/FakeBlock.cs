using System.Numerics;
using Isotherm.Chains.Evm;

namespace Isotherm.Chains.Tests.Following;

/// <summary>A block of a <see cref="FakeChain"/>.</summary>
internal sealed record FakeBlock(ulong Number, string Hash, string Parent, IReadOnlyList<FakeLog> Logs, BigInteger Price)
{
    public long Timestamp => 1_700_000_000 + (2 * (long)Number);

    public BigInteger BaseFee => 7 + Number;

    public byte[] Bloom
    {
        get
        {
            var bloom = new byte[256];
            foreach (var item in Logs.SelectMany(l => l.Topics.Append(l.Address)))
            {
                var bits = BloomBits.Of(Hex.Decode(item));
                foreach (var bit in new[] { bits.A, bits.B, bits.C })
                {
                    bloom[255 - (bit / 8)] |= (byte)(1 << (bit % 8));
                }
            }

            return bloom;
        }
    }
}
