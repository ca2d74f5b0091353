namespace Isotherm.Storage.Accounts;

/// <summary>A sign-in that lasts.</summary>
public sealed record StoredSession
{
    /// <summary>16 hex digits; says nothing about the token.</summary>
    public required string Id { get; init; }

    /// <summary>Whose.</summary>
    public required string Account { get; init; }

    /// <summary>Whether that account is the admin.</summary>
    public bool IsAdmin { get; init; }

    /// <summary>The sign-in.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>The last use, to the minute.</summary>
    public required DateTimeOffset LastSeenAt { get; init; }

    /// <summary>The end if it is not used; slides with use.</summary>
    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>The end in any case.</summary>
    public required DateTimeOffset EndsAt { get; init; }

    /// <summary>The browser's own words, cut.</summary>
    public required string Agent { get; init; }

    /// <summary>What its contract wallet signed; null for a wallet that is a key.</summary>
    public WalletProof? Proof { get; init; }
}
