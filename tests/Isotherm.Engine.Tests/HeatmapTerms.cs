using System.Globalization;
using System.Numerics;
using System.Text.Json.Nodes;
using Isotherm.Domain;

namespace Isotherm.Engine.Tests;

/// <summary>A picture as the terms of a heatmap body (docs/protocol.md): what a reader of the wire holds.</summary>
internal static class HeatmapTerms
{
    public static JsonObject Of(NetworkPicture picture)
    {
        Market market = picture.Market;
        return new()
        {
            ["network"] = market.Rules.NetworkId,
            ["schema"] = 1,
            ["block"] = new JsonObject { ["number"] = market.Block.Number, ["hash"] = market.Block.Hash, ["timestamp"] = Time(market.Block.Timestamp) },
            ["inputs"] = Inputs(market),
            ["thresholds"] = new JsonObject { ["warning"] = FixedPoint.PrintBps(market.WarningBps), ["critical"] = FixedPoint.PrintBps(market.CriticalBps) },
            ["stateHash"] = picture.StateHash,
            ["clusters"] = new JsonArray([.. picture.Rows.Select(row => Cluster(row, market))]),
        };
    }

    private static JsonObject Inputs(Market market) => new()
    {
        ["gas"] = market.Rules.Gas == GasModel.None ? "none" : "modelled",
        ["settlementGas"] = market.Rules.SettlementGas.ToString(CultureInfo.InvariantCulture),
        ["baseFee"] = market.Block.BaseFee?.ToString(CultureInfo.InvariantCulture),
        ["gasPerNode"] = GasCost.PerNode(market)?.ToString(CultureInfo.InvariantCulture),
        ["nativePrice"] = Feed(market.NativePrice, FeedVerdicts.OfNative(market)),
        ["tokenPrice"] = Feed(market.TokenPrice, FeedVerdicts.OfToken(market)),
        ["requirementUnit"] = new JsonObject { ["currency"] = "USD", ["exponent"] = -12 },
        ["token"] = new JsonObject { ["symbol"] = market.Rules.TokenSymbol, ["decimals"] = market.Rules.TokenDecimals },
        ["nativeDecimals"] = market.Rules.NativeDecimals,
        ["maxAge"] = market.Rules.MaxAgeSeconds,
        ["recoveryWindow"] = market.Rules.RecoveryWindowSeconds,
        ["gracePeriod"] = market.GracePeriod.ToString(CultureInfo.InvariantCulture),
        ["freshSince"] = Time(market.FreshSince),
        ["classes"] = new JsonArray([.. market.Classes.Select(Class)]),
        ["scheduled"] = new JsonArray(),
    };

    private static JsonObject Class(GpuClass gpuClass) => new()
    {
        ["id"] = gpuClass.Id.ToString(),
        ["gpuClass"] = gpuClass.Name,
        ["base"] = gpuClass.Base?.ToString(CultureInfo.InvariantCulture),
        ["demandBps"] = gpuClass.DemandBps is { } bps ? (long)bps : null,
    };

    private static JsonObject Feed(FeedReading? reading, FeedVerdict verdict) => new()
    {
        ["value"] = reading?.Value.ToString(CultureInfo.InvariantCulture),
        ["decimals"] = reading?.Decimals,
        ["updatedAt"] = reading is null ? null : Time(reading.UpdatedAt),
        ["round"] = reading?.Round.ToString(CultureInfo.InvariantCulture),
        ["verdict"] = Name(verdict),
    };

    private static JsonObject Cluster(ClusterRow row, Market market)
    {
        ClusterTerms terms = row.Terms;
        return new()
        {
            ["id"] = terms.Id.ToString(),
            ["name"] = terms.Name,
            ["region"] = terms.Region,
            ["operator"] = terms.Operator,
            ["gpuClass"] = market.Classes.FirstOrDefault(gpuClass => gpuClass.Id == terms.Class)?.Name ?? terms.Class.ToString(),
            ["classId"] = terms.Class.ToString(),
            ["nodes"] = terms.Nodes,
            ["gpus"] = (long)terms.Gpus,
            ["collateral"] = terms.Collateral.ToString(CultureInfo.InvariantCulture),
            ["rewards"] = terms.Rewards.ToString(CultureInfo.InvariantCulture),
            ["zone"] = Name(Ratio.Of(terms, market).Zone),
            ["queueState"] = Name(row.QueueState),
            ["flaggedAt"] = terms.FlaggedAt.IsZero ? null : Time(terms.FlaggedAt),
            ["deadline"] = terms.Deadline.IsZero ? null : Time(terms.Deadline),
            ["disputed"] = terms.IsDisputed,
            ["lastKnown"] = terms.LastKnown is { } known
                ? new JsonObject { ["ratio"] = FixedPoint.Print(known.Ratio), ["zone"] = Name(known.Zone), ["block"] = known.Block }
                : null,
        };
    }

    private static string Name<T>(T value)
        where T : struct, Enum
    {
        string name = value.ToString();
        return char.ToLowerInvariant(name[0]) + name[1..];
    }

    private static string Time(BigInteger seconds) =>
        DateTimeOffset.FromUnixTimeSeconds((long)seconds).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
