namespace Isotherm.Storage.Accounts;

/// <summary>A channel as it is kept.</summary>
/// <param name="Id">Unique on this server.</param>
/// <param name="Owner">The account.</param>
/// <param name="Body">JSON without secrets; opaque to storage.</param>
/// <param name="Secrets">Sealed by the caller; empty for none.</param>
public sealed record StoredChannel(string Id, string Owner, string Body, ReadOnlyMemory<byte> Secrets)
{
    /// <summary>Why the server turned it off, one sentence; null while it did not.</summary>
    public string? Disabled { get; init; }

    /// <summary>When it was made; set by the store.</summary>
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it was last changed; set by the store.</summary>
    public DateTimeOffset UpdatedAt { get; init; }
}
