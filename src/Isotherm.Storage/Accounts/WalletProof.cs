namespace Isotherm.Storage.Accounts;

/// <summary>What a contract wallet said yes to. Its answer can change with the chain, so it is asked again while the session lives.</summary>
/// <param name="Hash">The EIP-191 hash of the message, 32 bytes.</param>
/// <param name="Signature">What was passed to <c>isValidSignature</c>.</param>
/// <param name="CheckAt">From when the wallet is asked again before the session is believed.</param>
public sealed record WalletProof(byte[] Hash, byte[] Signature, DateTimeOffset CheckAt);
