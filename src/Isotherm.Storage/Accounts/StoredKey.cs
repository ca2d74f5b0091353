namespace Isotherm.Storage.Accounts;

/// <summary>An API key, without the key.</summary>
public sealed record StoredKey
{
    /// <summary>16 hex digits.</summary>
    public required string Id { get; init; }

    /// <summary>Whose.</summary>
    public required string Account { get; init; }

    /// <summary>Whether that account is the admin.</summary>
    public bool IsAdmin { get; init; }

    /// <summary>Its owner's name for it.</summary>
    public required string Name { get; init; }

    /// <summary>The key's first characters.</summary>
    public required string Hint { get; init; }

    /// <summary>What it may.</summary>
    public required IReadOnlyList<string> Scopes { get; init; }

    /// <summary>When it was made.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Its end; null: until it is revoked.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>The last use, to the minute; null: never.</summary>
    public DateTimeOffset? LastUsedAt { get; init; }
}
