using Isotherm.Domain;

namespace Isotherm.Storage;

/// <summary>Which transitions to read.</summary>
/// <param name="After">The last page's <see cref="TransitionPage.Next"/>; null for the newest.</param>
/// <param name="Limit">1 – 1 000 rows.</param>
/// <param name="Cluster">Only this one's; null for all.</param>
public sealed record TransitionQuery(TransitionCursor? After, int Limit, ClusterId? Cluster)
{
    /// <summary>Only those by which a cluster entered the liquidation queue, was cured or was liquidated.</summary>
    public bool QueueOnly { get; init; }

    /// <summary>The largest page.</summary>
    public const int MaxLimit = 1_000;
}
