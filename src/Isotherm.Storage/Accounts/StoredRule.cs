namespace Isotherm.Storage.Accounts;

/// <summary>An alert rule as it is kept.</summary>
/// <param name="Id">Unique on this server.</param>
/// <param name="Owner">The account.</param>
/// <param name="Network">The network's id.</param>
/// <param name="Body">JSON; opaque to storage.</param>
public sealed record StoredRule(string Id, string Owner, string Network, string Body)
{
    /// <summary>When it was made; set by the store.</summary>
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it was last changed; set by the store.</summary>
    public DateTimeOffset UpdatedAt { get; init; }
}
