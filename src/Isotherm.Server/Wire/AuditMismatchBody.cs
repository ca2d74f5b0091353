namespace Isotherm.Server.Wire;

/// <summary>A cluster began to disagree with the contract.</summary>
/// <param name="BlockNumber">At which block.</param>
/// <param name="BlockHash">Its hash.</param>
/// <param name="Cluster">On-chain id.</param>
/// <param name="View">ratio, requirement or queue.</param>
/// <param name="Ours">What Isotherm reads, as text.</param>
/// <param name="Contract">What the contract says, as text.</param>
internal sealed record AuditMismatchBody(ulong BlockNumber, string BlockHash, string Cluster, string View, string Ours, string Contract);
