using Isotherm.Domain;

namespace Isotherm.Engine;

/// <summary>What leads from one picture to another.</summary>
/// <param name="Market">Members of the market that differ.</param>
/// <param name="Changed">Clusters in both whose terms or queue state differ.</param>
/// <param name="Added">Clusters that only the later picture has, in its order.</param>
/// <param name="Removed">Clusters that only the earlier picture has: their registration was undone.</param>
public sealed record PictureDelta(
    MarketMembers Market,
    IReadOnlyList<RowChange> Changed,
    IReadOnlyList<ClusterRow> Added,
    IReadOnlyList<ClusterId> Removed);
