namespace Isotherm.Chains.Evm;

/// <summary>The three bits that an address or topic sets in a header's logs bloom (Yellow Paper, section 4.3.1).</summary>
internal readonly record struct BloomBits(int A, int B, int C)
{
    public static BloomBits Of(ReadOnlySpan<byte> item)
    {
        var hash = Keccak.Hash(item);
        return new BloomBits(Bit(hash, 0), Bit(hash, 2), Bit(hash, 4));
    }

    /// <summary>False means certainly not in it; true means perhaps.</summary>
    public bool MayBeIn(byte[] bloom) => IsSet(bloom, A) && IsSet(bloom, B) && IsSet(bloom, C);

    private static int Bit(byte[] hash, int at) => ((hash[at] << 8) | hash[at + 1]) & 2047;

    private static bool IsSet(byte[] bloom, int bit) => (bloom[255 - (bit / 8)] & (1 << (bit % 8))) != 0;
}
