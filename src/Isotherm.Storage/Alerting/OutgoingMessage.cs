namespace Isotherm.Storage.Alerting;

/// <summary>A message as it enters the outbox.</summary>
public sealed record OutgoingMessage
{
    /// <summary>Unique in a journal.</summary>
    public required string Id { get; init; }

    /// <summary>The episode.</summary>
    public required string AlertId { get; init; }

    /// <summary>The account that may see it.</summary>
    public required string Owner { get; init; }

    /// <summary>The rule's id; may be empty.</summary>
    public required string Rule { get; init; }

    /// <summary>When it was made; kept in whole milliseconds.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>After this it is worth nothing; null for never.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>UTF-8 JSON.</summary>
    public required ReadOnlyMemory<byte> Body { get; init; }

    /// <summary>Clusters that it names, decimal ids, each once.</summary>
    public IReadOnlyList<string> Clusters { get; init; } = [];

    /// <summary>Where it goes, each channel once; may be nowhere.</summary>
    public required IReadOnlyList<OutgoingDelivery> Deliveries { get; init; }
}
