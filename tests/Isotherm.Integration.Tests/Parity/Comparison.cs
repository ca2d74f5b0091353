using System.Numerics;
using Isotherm.Chains.Evm;
using Isotherm.Domain;
using Isotherm.Engine;
using Isotherm.Integration.Tests.Network;

namespace Isotherm.Integration.Tests.Parity;

/// <summary>Holds a picture against the contract's own views at the same block, cluster by cluster, to the base unit.</summary>
internal sealed class Comparison(ReferenceNetwork network, Coverage coverage)
{
    private static readonly string PriceStale = Hex.Encode(Keccak.Hash("PriceStale()").AsSpan(0, 4));
    private static readonly string PriceInvalid = Hex.Encode(Keccak.Hash("PriceInvalid()").AsSpan(0, 4));
    private static readonly BigInteger Infinite = (BigInteger.One << 256) - 1;

    /// <summary>Fails with block, cluster and term on the first disagreement.</summary>
    public async Task HoldAsync(NetworkPicture picture, CancellationToken ct)
    {
        Market market = picture.Market;
        ContractPicture contract = await ContractPicture.ReadAsync(network, picture.Block.Hash, [.. picture.Rows.Select(r => r.Terms.Id.Value)], ct);
        string at = $"block {picture.Block}";
        Same($"{at}: clusters", contract.ClusterCount, picture.Rows.Count);
        Same($"{at}: warning", contract.WarningBps, market.WarningBps);
        Same($"{at}: critical", contract.CriticalBps, market.CriticalBps);
        Same($"{at}: grace period", contract.GracePeriod, market.GracePeriod);
        Same($"{at}: fresh since", contract.FreshSince, market.FreshSince);
        ContractZone zones = new(
            contract, market.Block.Timestamp, market.Block.BaseFee!.Value, network.TokenFeedDecimals, 8, ReferenceNetwork.TokenDecimals, ReferenceNetwork.MaxAgeSeconds);
        Same($"{at}: gas per node", zones.GasPerNode, GasCost.PerNode(market));
        for (int i = 0; i < picture.Rows.Count; i++)
        {
            ClusterReading reading = Ratio.Of(picture.Rows[i].Terms, market);
            string where = $"{at}, cluster {picture.Rows[i].Terms.Id}";
            Terms(where, contract.Clusters[i], picture.Rows[i].Terms);
            Judgement(where, contract.Clusters[i], reading, market);
            Same($"{where}: queue state", (QueueState)(int)contract.Clusters[i].QueueState, reading.QueueState);
            Same($"{where}: queue state of the row", reading.QueueState, picture.Rows[i].QueueState);
            Same($"{where}: zone of the picture", reading.Zone, picture.Zones.Span[i]);
            Same($"{where}: zone", zones.Of(contract.Clusters[i]), reading.Zone);
            Same($"{where}: flaggable", zones.IsFlaggable(contract.Clusters[i]), reading.Flaggable);
            coverage.Saw(reading);
            if (zones.IsExactlyCritical(contract.Clusters[i]) && reading.QueueState == QueueState.Recovered)
                coverage.QueuedAtCritical++;
        }

        coverage.Compared(picture, contract.LogTopics);
    }

    private void Terms(string where, ContractCluster contract, ClusterTerms terms)
    {
        Same($"{where}: operator", contract.Operator, terms.Operator);
        Same($"{where}: class", contract.Class, terms.Class.Value);
        Same($"{where}: name", contract.Name, terms.Name);
        Same($"{where}: region", contract.Region, terms.Region);
        Same($"{where}: nodes", contract.Nodes, terms.Nodes);
        Same($"{where}: GPUs", contract.Gpus, terms.Gpus);
        Same($"{where}: collateral", contract.Collateral, terms.Collateral);
        Same($"{where}: rewards", contract.Rewards, terms.Rewards);
        Same($"{where}: flagged at", contract.FlaggedAt, terms.FlaggedAt);
        Same($"{where}: deadline", contract.Deadline, terms.Deadline);
        Same($"{where}: liquidated", contract.IsLiquidated, terms.IsLiquidated);
    }

    private void Judgement(string where, ContractCluster contract, ClusterReading reading, Market market)
    {
        Same($"{where}: requirement", contract.Requirement, reading.Requirement);
        Same($"{where}: liquidatable", contract.IsLiquidatable, reading.QueueState == QueueState.Due);
        bool nothingRequired = reading.Zone is Zone.Exempt or Zone.Liquidated;
        Same($"{where}: nothing required", contract.Ratio == Infinite, nothingRequired);
        bool blind = reading.UnknownReason == UnknownReason.TokenPrice;
        Same($"{where}: ratio reverts", contract.Ratio is null, blind);
        if (blind)
        {
            bool invalid = FeedVerdicts.OfToken(market) is FeedVerdict.NotPositive or FeedVerdict.TooLarge;
            Same($"{where}: why the ratio reverts", contract.RatioError, invalid ? PriceInvalid : PriceStale);
            Same($"{where}: required tokens revert", contract.RequiredTokens is null, true);
            Same<BigInteger?>($"{where}: settlement ratio", null, reading.SettlementRatio);
            return;
        }

        if (!nothingRequired)
            Same($"{where}: settlement ratio", contract.Ratio, reading.SettlementRatio ?? reading.RatioAtMost);
        if (reading.UnknownReason != UnknownReason.Gas)
            Same($"{where}: required tokens", contract.RequiredTokens, reading.RequiredTokens);
    }

    private void Same<T>(string what, T contract, T own)
    {
        coverage.Comparisons++;
        if (!EqualityComparer<T>.Default.Equals(contract, own))
            Assert.Fail($"{what}: the contract says {contract?.ToString() ?? "nothing"}, Isotherm {own?.ToString() ?? "nothing"} (seed {coverage.Seed})");
    }
}
