using Isotherm.Domain;

namespace Isotherm.Engine;

/// <summary>One cluster in a picture: its terms, its queue state at that block and its active nodes in id order. Replaced, never changed.</summary>
public sealed record ClusterRow(ClusterTerms Terms, QueueState QueueState, IReadOnlyList<NodeTerms> Nodes);
