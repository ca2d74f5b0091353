namespace Isotherm.Storage.Accounts;

/// <summary>Somebody who signed in.</summary>
/// <param name="Id">CAIP-10: <c>eip155:&lt;chain&gt;:&lt;address with its EIP-55 checksum&gt;</c>.</param>
/// <param name="IsAdmin">Sees the whole audit log.</param>
/// <param name="CreatedAt">The first sign-in.</param>
/// <param name="LastSignInAt">The last one.</param>
public sealed record Account(string Id, bool IsAdmin, DateTimeOffset CreatedAt, DateTimeOffset LastSignInAt);
