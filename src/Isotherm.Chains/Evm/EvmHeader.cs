using Isotherm.Domain;

namespace Isotherm.Chains.Evm;

/// <summary>A header as the node gave it.</summary>
/// <param name="Header">What the fold needs.</param>
/// <param name="Bloom">The logs bloom (256 bytes); null where the node gives none or all zeros, which some chains do despite logs.</param>
internal sealed record EvmHeader(BlockHeader Header, byte[]? Bloom)
{
    public ulong Number => Header.Number;

    public string Hash => Header.Hash;
}
