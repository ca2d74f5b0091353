using System.Numerics;
using Isotherm.Domain;
using Isotherm.Engine;
using Isotherm.Storage;

namespace Isotherm.Server.Api;

/// <summary>
/// What happened in the block in which a cluster turned red. It names what changed there, not by how much each counted: that is
/// what causes (spec 8.1) will tell.
/// </summary>
internal static class QueueCauses
{
    /// <summary>Words of the protocol, in a fixed order; empty where nothing in the block concerns the cluster.</summary>
    /// <param name="red">The block in which it turned red.</param>
    /// <param name="before">Its parent; null where that is not recorded.</param>
    /// <param name="row">The cluster as the head has it: its class and its nodes.</param>
    public static IReadOnlyList<string> Of(StoredBlock red, StoredBlock? before, ClusterRow row)
    {
        var nodes = row.Nodes.Select(static node => node.Id).ToHashSet();
        var words = red.Facts.Select(fact => Word(fact, row.Terms, nodes)).OfType<string>().ToHashSet();
        if (before is not null && red.Block.TokenPrice?.Value < before.Block.TokenPrice?.Value)
            words.Add("price");
        if (before is not null && Gas(red.Block) > Gas(before.Block))
            words.Add("gas");
        return [.. words.Order(StringComparer.Ordinal)];
    }

    private static string? Word(Fact fact, ClusterTerms terms, HashSet<NodeId> nodes) => fact switch
    {
        Fact.DemandSet f when f.Class == terms.Class => "demand",
        Fact.RequirementSet f when f.Class == terms.Class => "requirement",
        Fact.ThresholdsSet => "thresholds",
        Fact.Penalised f when nodes.Contains(f.Node) => "penalty",
        Fact.CollateralSet f when nodes.Contains(f.Node) => "collateral",
        Fact.CollateralChanged f when nodes.Contains(f.Node) => "collateral",
        Fact.RewardsSet f when nodes.Contains(f.Node) => "rewards",
        Fact.RewardsChanged f when nodes.Contains(f.Node) => "rewards",
        Fact.NodeAdded f when f.Cluster == terms.Id => "nodes",
        Fact.NodeMoved f when f.To == terms.Id || nodes.Contains(f.Node) => "nodes",
        _ => null,
    };

    // What gas costs in tokens grows with the base fee and the native price: enough to say that it rose.
    private static BigInteger? Gas(Block block) => block.Header.BaseFee * block.NativePrice?.Value;
}
