namespace Isotherm.Server.Auth.Wallets;

/// <summary>What a chain says of an address and a signature.</summary>
internal enum WalletAnswer
{
    /// <summary>No code stands at the address, or none can be asked about: a wallet there is a key.</summary>
    NoContract,

    /// <summary>The contract says that the signature is its own.</summary>
    Yes,

    /// <summary>The contract says anything else, or fails.</summary>
    No,

    /// <summary>No endpoint of the chain answers.</summary>
    Unreachable,
}
