using System.Globalization;
using System.Numerics;
using Isotherm.Integration.Tests.Network;
using Isotherm.Integration.Tests.Parity;

namespace Isotherm.Integration.Tests.Surfaces;

/// <summary>A cluster as the contracts' views give it at one block, with what the displayed ratio adds to them: gas, in exact integers.</summary>
/// <param name="Ratio">Displayed, floor, 18 decimals.</param>
/// <param name="SettlementRatio">The contract's own, 18 decimals.</param>
/// <param name="Zone">By cross-multiplication, never from a ratio.</param>
/// <param name="IsFlaggable">The contract's own ratio is below critical.</param>
internal sealed record ContractTruth(string Ratio, string SettlementRatio, string Zone, bool IsFlaggable, BigInteger Assets, BigInteger RequiredTokens)
{
    private static readonly BigInteger Unit = BigInteger.Pow(10, 18);

    /// <summary>Reads the views of clusters 1 to <paramref name="count"/> at a block.</summary>
    public static async Task<IReadOnlyList<ContractTruth>> ReadAsync(ReferenceNetwork network, NodeBlock block, int count, CancellationToken ct)
    {
        var views = await ContractPicture.ReadAsync(network, block.Hash, [.. Enumerable.Range(1, count).Select(id => (BigInteger)id)], ct);
        var (price, native) = ((BigInteger)views.TokenRound["answer"], (BigInteger)views.NativeRound["answer"]);
        var gasPerNode = ((views.SettlementGas * block.BaseFee * native) + price - 1) / price;
        return [.. views.Clusters.Select(cluster => Of(cluster, views, price, gasPerNode * cluster.Nodes))];
    }

    // assets × 10⁻¹⁸ tokens · price × 10⁻⁸ USD against θ × 10⁻⁴ · requirement × 10⁻¹² USD: a factor of 10¹⁰ apart.
    private static ContractTruth Of(ContractCluster cluster, ContractPicture views, BigInteger price, BigInteger gas)
    {
        var scale = BigInteger.Pow(10, 10);
        var (assets, settled) = (cluster.Collateral + cluster.Rewards, cluster.Ratio ?? throw new InvalidOperationException("The price is fresh."));
        var value = assets * price;
        var warning = (views.WarningBps * cluster.Requirement * scale) + (gas * price);
        var critical = (views.CriticalBps * cluster.Requirement * scale) + (gas * price);
        var zone = value > warning ? "green" : value < critical ? "red" : "yellow";
        var ratio = BigInteger.Max(0, assets - gas) * price * Unit / (cluster.Requirement * BigInteger.Pow(10, 14));
        return new(Print(ratio), Print(settled), zone, value < views.CriticalBps * cluster.Requirement * scale, assets, cluster.RequiredTokens ?? 0);
    }

    private static string Print(BigInteger ratio) =>
        $"{(ratio / Unit).ToString(CultureInfo.InvariantCulture)}.{(ratio % Unit).ToString("D18", CultureInfo.InvariantCulture)}";
}
