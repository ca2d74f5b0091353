using System.Numerics;
using Isotherm.Domain;
using Isotherm.Engine;
using Isotherm.Integration.Tests.Parity;

namespace Isotherm.Integration.Tests.Generality;

/// <summary>Holds a picture against the second contract's own views at the same block, farm by farm and rig by rig, to the base unit.</summary>
internal static class BondComparison
{
    private static readonly BigInteger Infinite = (BigInteger.One << 256) - 1;

    // The contract's Standing in its own order.
    private static readonly QueueState[] Standings = [QueueState.None, QueueState.Grace, QueueState.Due, QueueState.Recovered, QueueState.Liquidated];

    /// <summary>The first disagreement, with its place; null when there is none.</summary>
    /// <param name="picture">Isotherm's.</param>
    /// <param name="fines">What Isotherm recorded of fines so far, by rig.</param>
    /// <param name="contract">The contract's answers at the same block.</param>
    /// <param name="coverage">Counts the comparisons, if given.</param>
    public static string? Difference(
        NetworkPicture picture, IReadOnlyDictionary<BigInteger, BigInteger> fines, BondAnswers contract, Coverage? coverage = null)
    {
        foreach ((string what, object? theirs, object? ours) in Pairs(picture, fines, contract))
        {
            if (coverage is not null)
                coverage.Comparisons++;
            if (!Equals(theirs, ours))
                return $"block {picture.Block}, {what}: the contract says {theirs ?? "nothing"}, Isotherm {ours ?? "nothing"}";
        }

        return null;
    }

    private static IEnumerable<(string What, object? Contract, object? Own)> Pairs(
        NetworkPicture picture, IReadOnlyDictionary<BigInteger, BigInteger> fines, BondAnswers contract)
    {
        Market market = picture.Market;
        yield return ("comfort", contract.ComfortBps, market.WarningBps);
        yield return ("danger", contract.DangerBps, market.CriticalBps);
        yield return ("patience", contract.Patience, market.GracePeriod);
        yield return ("rate", contract.Rate, market.Accrual?.Rate ?? 0);
        yield return ("index", contract.Index, market.Accrual?.ValueAt(market.Block.Timestamp) ?? 0);
        yield return ("models", contract.Models.Count, market.Classes.Count);
        foreach ((GpuClass own, (string name, BigInteger bond, BigInteger factor)) in market.Classes.Zip(contract.Models.OrderBy(m => Id(m.Name))))
        {
            yield return ($"model {name}: id", Id(name), own.Id.Value);
            yield return ($"model {name}: name", name, own.Name);
            yield return ($"model {name}: bond per GPU", bond, own.Base);
            yield return ($"model {name}: factor", factor, own.DemandBps);
        }

        yield return ("farms", contract.Farms.Count, picture.Rows.Count);
        for (int i = 0; i < Math.Min(contract.Farms.Count, picture.Rows.Count); i++)
        {
            ClusterRow row = picture.Rows[i];
            foreach (var pair in Farm($"farm {row.Terms.Id}", contract.Farms[i], row, picture.Zones.Span[i], market))
                yield return pair;
            foreach (NodeTerms node in row.Nodes)
            {
                BondRig? rig = node.Id.Value <= contract.Rigs.Count ? contract.Rigs[(int)node.Id.Value - 1] : null;
                foreach (var pair in Rig($"rig {node.Id}", rig, row, node))
                    yield return pair;
            }
        }

        for (int i = 0; i < contract.Rigs.Count; i++)
            yield return ($"rig {i + 1}: fined", contract.Rigs[i].Fined, fines.GetValueOrDefault(i + 1));
    }

    private static IEnumerable<(string What, object? Contract, object? Own)> Farm(string where, BondFarm farm, ClusterRow row, Zone zone, Market market)
    {
        ClusterReading reading = Ratio.Of(row.Terms, market);
        yield return ($"{where}: owner", farm.Owner, row.Terms.Operator);
        yield return ($"{where}: model", farm.Model, row.Terms.Class.Value);
        yield return ($"{where}: label", farm.Label, row.Terms.Name);
        yield return ($"{where}: rigs", string.Join(' ', farm.Rigs), string.Join(' ', row.Nodes.Select(n => n.Id.Value)));
        yield return ($"{where}: bond required", farm.Required, reading.Requirement);
        bool nothingRequired = reading.Zone is Zone.Exempt or Zone.Liquidated;
        yield return ($"{where}: nothing required", farm.Coverage == Infinite, nothingRequired);
        if (!nothingRequired)
        {
            yield return ($"{where}: coverage", farm.Coverage, reading.SettlementRatio);
            yield return ($"{where}: displayed", farm.Coverage, reading.Ratio);
        }

        yield return ($"{where}: standing", Standings[(int)farm.Standing], row.QueueState);
        yield return ($"{where}: standing at reading", Standings[(int)farm.Standing], reading.QueueState);
        yield return ($"{where}: marked at", farm.MarkedAt, row.Terms.FlaggedAt);
        yield return ($"{where}: until", farm.Until, row.Terms.Deadline);
        yield return ($"{where}: zone of the picture", reading.Zone, zone);
    }

    private static IEnumerable<(string What, object? Contract, object? Own)> Rig(string where, BondRig? rig, ClusterRow row, NodeTerms node)
    {
        yield return ($"{where}: plugged", rig?.IsPlugged, true);
        yield return ($"{where}: farm", rig?.Farm, row.Terms.Id.Value);
        yield return ($"{where}: GPUs", rig?.Gpus, node.Gpus);
        yield return ($"{where}: bond", rig?.Bond, node.Collateral);
        yield return ($"{where}: pending", rig?.Pending, node.Rewards);
        yield return ($"{where}: earning", rig?.Earning, node.Accrual?.Shares ?? BigInteger.Zero);
    }

    private static BigInteger Id(string name) => new(BondNetwork.Bytes32(name), isUnsigned: true, isBigEndian: true);
}
