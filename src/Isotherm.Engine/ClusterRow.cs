using Isotherm.Domain;

namespace Isotherm.Engine;

/// <summary>One cluster in a picture: its terms and its queue state at that block. Replaced, never changed.</summary>
public sealed record ClusterRow(ClusterTerms Terms, QueueState QueueState);
