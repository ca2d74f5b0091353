using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;

namespace Isotherm.Server.Wire;

/// <summary>A cluster with its distance from critical, by the settlement ratio, in token base units.</summary>
internal sealed record ClusterDetailBody : ClusterBody
{
    /// <summary>Starts from the cluster as the heatmap has it.</summary>
    [SetsRequiredMembers]
    public ClusterDetailBody(ClusterBody cluster)
        : base(cluster)
    {
    }

    /// <summary>Assets that the critical threshold asks for, rounded up; null while unknown.</summary>
    [JsonPropertyOrder(1)]
    public string? Needed { get; init; }

    /// <summary>Assets less <see cref="Needed"/>; negative below critical.</summary>
    [JsonPropertyOrder(1)]
    public string? Headroom { get; init; }

    /// <summary>The exact top-up that leaves the queue; 0 at or above critical.</summary>
    [JsonPropertyOrder(1)]
    public string? Shortfall { get; init; }

    /// <summary>Id of the node with the lowest own ratio; null when none is known.</summary>
    [JsonPropertyOrder(1)]
    public string? WorstNode { get; init; }
}
