using System.Text.Json.Serialization;

namespace Isotherm.Integration.Tests.Browser;

/// <summary>The heatmap as the API tells it; docs/protocol.md says what the members mean.</summary>
internal sealed record ApiHeatmap(
    ApiBlock Block, ApiInputs Inputs, IReadOnlyDictionary<string, int> Counts, int Queued, IReadOnlyList<ApiCluster> Clusters)
{
    /// <summary>What the page must show of each cluster, by id.</summary>
    public IReadOnlyDictionary<string, Shown> Shown => Clusters.ToDictionary(c => c.Id, c => new Shown(c.Zone, c.Ratio ?? ""));
}

internal sealed record ApiBlock(long Number, string Hash);

internal sealed record ApiInputs(ApiFeed TokenPrice);

internal sealed record ApiFeed(string? Value);

internal sealed record ApiCluster(
    string Id,
    string Name,
    string Zone,
    string? Ratio,
    string? SettlementRatio,
    string Requirement,
    string? RequiredTokens,
    string Collateral,
    string Rewards,
    string? GasCost,
    [property: JsonPropertyName("flaggable")] bool? IsFlaggable,
    string QueueState);

/// <summary>A cluster's zone and its ratio with 18 decimals; empty where there is none.</summary>
internal sealed record Shown(string Zone, string Ratio);
