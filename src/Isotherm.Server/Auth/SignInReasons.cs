namespace Isotherm.Server.Auth;

/// <summary>Why a sign-in can be refused; each check has its own.</summary>
internal static class SignInReasons
{
    /// <summary>Not a message of ERC-4361's grammar.</summary>
    public const string Malformed = "malformed";

    /// <summary>Longer than a message may be.</summary>
    public const string TooLong = "too-long";

    /// <summary>Not for this server's host.</summary>
    public const string Domain = "domain";

    /// <summary>Not for this server's scheme.</summary>
    public const string Scheme = "scheme";

    /// <summary>The address's checksum is wrong or missing.</summary>
    public const string Checksum = "address-checksum";

    /// <summary>The URI is not under the domain.</summary>
    public const string Uri = "uri";

    /// <summary>Not version 1.</summary>
    public const string Version = "version";

    /// <summary>A chain that this server does not follow.</summary>
    public const string Chain = "chain";

    /// <summary>Not given out here, used before, or expired.</summary>
    public const string Nonce = "nonce";

    /// <summary>Issued later than now.</summary>
    public const string IssuedLater = "issued-later";

    /// <summary>Issued too long ago.</summary>
    public const string IssuedEarlier = "issued-too-long-ago";

    /// <summary>Its own expiration time has come.</summary>
    public const string Expired = "expired";

    /// <summary>Its own not-before has not come.</summary>
    public const string NotYet = "not-yet";

    /// <summary>Times that can never hold together.</summary>
    public const string Times = "times";

    /// <summary>More resources than a sign-in here may name.</summary>
    public const string Resources = "resources";

    /// <summary>A request id that is too long.</summary>
    public const string RequestId = "request-id";

    /// <summary>Not 0x-hex.</summary>
    public const string SignatureForm = "signature-form";

    /// <summary>Of no signature's length.</summary>
    public const string SignatureLength = "signature-length";

    /// <summary>The 64-byte form.</summary>
    public const string SignatureCompact = "signature-compact";

    /// <summary>r or s out of range.</summary>
    public const string SignatureRange = "signature-range";

    /// <summary>The other of the two signatures that sign the same.</summary>
    public const string SignatureHighS = "signature-high-s";

    /// <summary>v out of range.</summary>
    public const string SignatureV = "signature-v";

    /// <summary>Recovers to nothing.</summary>
    public const string SignatureUnrecoverable = "signature-unrecoverable";

    /// <summary>Another key signed.</summary>
    public const string Signer = "signer";

    /// <summary>The contract wallet says no.</summary>
    public const string WalletSaysNo = "wallet-says-no";

    /// <summary>A contract wallet that does not exist so far (ERC-6492).</summary>
    public const string WalletNotDeployed = "wallet-not-deployed";

    /// <summary>The chain can't be asked now.</summary>
    public const string WalletUnreachable = "wallet-unreachable";
}
