namespace Isotherm.Chains.Evm;

/// <summary>A log as the node gave it; texts are lower-case 0x-hex.</summary>
internal sealed record EvmLog(string Address, IReadOnlyList<string> Topics, byte[] Data, ulong BlockNumber, string BlockHash, ulong Index, bool Removed)
{
    /// <summary>The signature's topic; empty for an anonymous event.</summary>
    public string Topic => Topics.Count > 0 ? Topics[0] : "";
}
