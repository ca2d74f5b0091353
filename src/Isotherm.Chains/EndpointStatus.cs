namespace Isotherm.Chains;

/// <summary>How an endpoint stands.</summary>
public sealed record EndpointStatus
{
    /// <summary>Scheme, host and port only: the rest may hold a key.</summary>
    public required string Name { get; init; }

    /// <summary><c>idle</c> (not in use), <c>ok</c> or <c>failing</c>.</summary>
    public string State { get; init; } = "idle";

    /// <summary>The last head it announced.</summary>
    public ulong? Head { get; init; }

    /// <summary>How long it took to tell its head, milliseconds.</summary>
    public double? LatencyMs { get; init; }

    /// <summary>What last went wrong with it; stays after it recovered.</summary>
    public string? LastError { get; init; }

    /// <summary>When it last answered well.</summary>
    public DateTimeOffset? LastHeardAt { get; init; }
}
