namespace Isotherm.Server.Auth.Wire;

/// <summary>An account.</summary>
/// <param name="Id">CAIP-10.</param>
/// <param name="Address">With its EIP-55 checksum.</param>
/// <param name="ChainId">The chain it signed in for.</param>
/// <param name="IsAdmin">Sees the whole audit log.</param>
/// <param name="CreatedAt">The first sign-in.</param>
/// <param name="LastSignInAt">The last one.</param>
internal sealed record AccountBody(string Id, string Address, ulong ChainId, bool IsAdmin, string CreatedAt, string LastSignInAt);
