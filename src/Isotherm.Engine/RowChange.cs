namespace Isotherm.Engine;

/// <summary>One cluster's row in two pictures.</summary>
/// <param name="From">The row in the earlier picture.</param>
/// <param name="To">The row in the later one; same id.</param>
public sealed record RowChange(ClusterRow From, ClusterRow To);
