using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;

namespace Isotherm.Server.Wire;

/// <summary>A cluster in the liquidation queue, or lately liquidated.</summary>
internal sealed record QueuedClusterBody : ClusterBody
{
    /// <summary>Starts from the cluster as the heatmap has it.</summary>
    [SetsRequiredMembers]
    public QueuedClusterBody(ClusterBody cluster)
        : base(cluster)
    {
    }

    /// <summary>Assets that the critical threshold asks for, rounded up; null while unknown.</summary>
    [JsonPropertyOrder(1)]
    public string? Needed { get; init; }

    /// <summary>Assets less <see cref="Needed"/>.</summary>
    [JsonPropertyOrder(1)]
    public string? Headroom { get; init; }

    /// <summary>The exact top-up that leaves the queue.</summary>
    [JsonPropertyOrder(1)]
    public string? Shortfall { get; init; }

    /// <summary>Why execution is blocked; null unless the state is blocked.</summary>
    [JsonPropertyOrder(1)]
    public string? BlockedReason { get; init; }
}
