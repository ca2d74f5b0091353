using Isotherm.Domain;

namespace Isotherm.Server.Wire;

/// <summary>Turns domain values into bodies. Pure: no clock, nothing but its arguments.</summary>
internal static class Compose
{
    /// <summary>A block.</summary>
    public static BlockBody Block(BlockHeader header) => new(header.Number, header.Hash, WireText.Time(header.Timestamp));

    /// <summary>Thresholds in force.</summary>
    public static ThresholdsBody Thresholds(Market market) =>
        new(FixedPoint.PrintBps(market.WarningBps), FixedPoint.PrintBps(market.CriticalBps));

    /// <summary>Clusters per zone.</summary>
    public static CountsBody Counts(ZoneCounts counts) =>
        new(counts.Green, counts.Yellow, counts.Red, counts.Unknown, counts.Exempt, counts.Liquidated);

    /// <summary>What all clusters share.</summary>
    public static InputsBody Inputs(Market market)
    {
        var rules = market.Rules;
        return new InputsBody
        {
            Gas = rules.Gas == GasModel.Modelled ? "modelled" : "none",
            SettlementGas = WireText.Amount(rules.SettlementGas),
            BaseFee = WireText.Amount(market.Block.BaseFee),
            GasPerNode = WireText.Amount(GasCost.PerNode(market)),
            NativePrice = Feed(market.NativePrice, FeedVerdicts.OfNative(market)),
            TokenPrice = Feed(market.TokenPrice, FeedVerdicts.OfToken(market)),
            RequirementUnit = rules.Requirement == RequirementUnit.Usd
                ? new UnitBody("USD", -12)
                : new UnitBody(rules.TokenSymbol, -rules.TokenDecimals - 4),
            Token = Token(rules),
            NativeDecimals = rules.NativeDecimals,
            MaxAge = rules.MaxAgeSeconds,
            RecoveryWindow = rules.RecoveryWindowSeconds,
            GracePeriod = WireText.Amount(market.GracePeriod),
            FreshSince = WireText.Time(market.FreshSince),
            Accrual = market.Accrual is { } accrual
                ? new AccrualBody(WireText.Amount(accrual.Index), WireText.Amount(accrual.Rate), WireText.Time(accrual.At), rules.AccrualDecimals)
                : null,
            Classes = [.. market.Classes.Select(static c => new ClassBody(c.Id.ToString(), c.Name, WireText.Amount(c.Base), c.DemandBps))],
            Scheduled = Scheduled(market),
        };
    }

    /// <summary>Announced changes.</summary>
    public static IReadOnlyList<ScheduledBody> Scheduled(Market market) =>
    [
        .. market.Scheduled.Select(static change => new ScheduledBody(
            WireText.Amount(change.Id),
            WireText.ScheduledKind(change.Kind),
            WireText.Amount(change.Subject),
            WireText.Amount(change.A),
            WireText.Amount(change.B),
            WireText.Time(change.EffectiveAt))),
    ];

    /// <summary>The collateral token.</summary>
    public static TokenBody Token(NetworkRules rules) => new(rules.TokenSymbol, rules.TokenDecimals);

    private static FeedBody Feed(FeedReading? reading, FeedVerdict verdict) => reading is null
        ? new FeedBody(null, null, null, null, WireText.Name(verdict))
        : new FeedBody(
            WireText.Amount(reading.Value),
            reading.Decimals,
            WireText.Time(reading.UpdatedAt),
            WireText.Amount(reading.Round),
            WireText.Name(verdict));
}
