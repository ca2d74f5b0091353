namespace Isotherm.Server.Wire;

/// <summary>What all clusters share at the block.</summary>
internal sealed record InputsBody
{
    /// <summary>none or modelled.</summary>
    public required string Gas { get; init; }

    /// <summary>Gas units to settle one node.</summary>
    public required string SettlementGas { get; init; }

    /// <summary>Wei per gas; null where the chain has none.</summary>
    public string? BaseFee { get; init; }

    /// <summary>Token base units per node; null while a gas input is invalid.</summary>
    public string? GasPerNode { get; init; }

    /// <summary>The gas token's feed.</summary>
    public required FeedBody NativePrice { get; init; }

    /// <summary>The collateral token's feed.</summary>
    public required FeedBody TokenPrice { get; init; }

    /// <summary>Unit of requirements.</summary>
    public required UnitBody RequirementUnit { get; init; }

    /// <summary>The collateral token.</summary>
    public required TokenBody Token { get; init; }

    /// <summary>Decimals of the gas token.</summary>
    public required int NativeDecimals { get; init; }

    /// <summary>Seconds after which a price is stale.</summary>
    public required long MaxAge { get; init; }

    /// <summary>Seconds after a price outage during which nothing is liquidated.</summary>
    public required long RecoveryWindow { get; init; }

    /// <summary>Seconds of grace for new flags.</summary>
    public required string GracePeriod { get; init; }

    /// <summary>When the contract last saw the price return, ISO-8601 UTC; second 0 before that.</summary>
    public required string FreshSince { get; init; }

    /// <summary>How rewards accrue by time; null where they don't.</summary>
    public AccrualBody? Accrual { get; init; }

    /// <summary>Classes in id order.</summary>
    public required IReadOnlyList<ClassBody> Classes { get; init; }

    /// <summary>Announced changes in id order.</summary>
    public required IReadOnlyList<ScheduledBody> Scheduled { get; init; }
}
