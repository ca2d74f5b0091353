using Isotherm.Domain;

namespace Isotherm.Engine;

/// <summary>One cluster in a picture: its terms, its queue state at that block and its active nodes in id order. Replaced, never changed.</summary>
public sealed record ClusterRow(ClusterTerms Terms, QueueState QueueState, IReadOnlyList<NodeTerms> Nodes)
{
    /// <summary>
    /// The last known ratio of a cluster that is red by settlement while its gas is unknown: the zone stands, so
    /// <see cref="ClusterTerms.LastKnown"/> is empty, yet it is needed again if the zone turns unknown before a ratio returns.
    /// </summary>
    internal LastKnown? Remembered { get; init; }
}
