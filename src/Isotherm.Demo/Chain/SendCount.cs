namespace Isotherm.Demo.Chain;

/// <summary>What became of a block's calls.</summary>
/// <param name="Sent">Taken by the node.</param>
/// <param name="HeldBack">Refused by the node, or kept because the account's earlier calls still wait.</param>
/// <param name="Complaint">The first refusal, or null.</param>
internal readonly record struct SendCount(int Sent, int HeldBack, string? Complaint);
