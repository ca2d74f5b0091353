namespace Isotherm.Server.Auth.Wallets;

/// <summary>Asks contract wallets on the chains that this server follows (ERC-1271).</summary>
internal interface IWalletChains
{
    /// <summary>Chains on which a wallet may sign in, ascending.</summary>
    IReadOnlyList<ulong> Ids { get; }

    /// <summary>Asks at the chain's head.</summary>
    /// <param name="chain">One of <see cref="Ids"/>.</param>
    /// <param name="address">20 bytes.</param>
    /// <param name="hash">32 bytes.</param>
    /// <param name="signature">Of any length.</param>
    /// <param name="ct">Cancels the wait.</param>
    Task<WalletAnswer> AskAsync(ulong chain, byte[] address, byte[] hash, byte[] signature, CancellationToken ct);
}
