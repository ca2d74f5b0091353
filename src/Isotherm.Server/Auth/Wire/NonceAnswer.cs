namespace Isotherm.Server.Auth.Wire;

/// <summary>What a message must hold.</summary>
/// <param name="Nonce">Good once.</param>
/// <param name="IssuedAt">The server's clock: the message's Issued At.</param>
/// <param name="ExpiresAt">The nonce's end.</param>
/// <param name="ChainIds">One of them is the message's Chain ID.</param>
/// <param name="Address">The address that was sent, with the checksum that the message needs; null where none was.</param>
internal sealed record NonceAnswer(string Nonce, string IssuedAt, string ExpiresAt, IReadOnlyList<ulong> ChainIds, string? Address);
