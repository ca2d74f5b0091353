namespace Isotherm.Storage;

/// <summary>Whose journal it is.</summary>
/// <param name="JournalId">32 lower-case hex digits, drawn when the journal was created: a wiped directory gets another.</param>
/// <param name="NetworkId">The network's id, fixed at creation.</param>
/// <param name="ChainId">EIP-155 chain id; null until bound.</param>
/// <param name="GenesisHash">Hash of block 0; null until bound.</param>
/// <param name="Generation">Fencing number taken at open, counted up by each open; only the newest may write.</param>
public sealed record JournalIdentity(string JournalId, string NetworkId, long? ChainId, string? GenesisHash, long Generation);
