using System.Numerics;

namespace Isotherm.Domain;

/// <summary>What a manifest fixes for a network's whole life. Everything else arrives as facts.</summary>
public sealed record NetworkRules
{
    /// <summary>The network's id in URLs: lower-case letters, digits, dashes.</summary>
    public required string NetworkId { get; init; }

    /// <summary>The collateral token's symbol.</summary>
    public required string TokenSymbol { get; init; }

    /// <summary>The collateral token's decimals, 0–30.</summary>
    public required int TokenDecimals { get; init; }

    /// <summary>In what the requirement is counted.</summary>
    public required RequirementUnit Requirement { get; init; }

    /// <summary>Decimals of the manifest's token feed (0–18).</summary>
    public int TokenPriceDecimals { get; init; } = 8;

    /// <summary>Decimals of the manifest's native-token feed (0–18).</summary>
    public int NativePriceDecimals { get; init; } = 8;

    /// <summary>Whether gas lowers the displayed ratio (spec 1.7).</summary>
    public required GasModel Gas { get; init; }

    /// <summary>Gas units to settle one node; used when <see cref="Gas"/> is <see cref="GasModel.Modelled"/>.</summary>
    public BigInteger SettlementGas { get; init; }

    /// <summary>Decimals of the chain's native token (18 on EVM chains).</summary>
    public int NativeDecimals { get; init; } = 18;

    /// <summary>A price older than this many seconds is stale.</summary>
    public required long MaxAgeSeconds { get; init; }

    /// <summary>After a price outage execution stays blocked for this many seconds (spec 5.3).</summary>
    public required long RecoveryWindowSeconds { get; init; }

    /// <summary>Decimals of the accrual index (0–36): rewards are shares × index ÷ 10^this.</summary>
    public int AccrualDecimals { get; init; } = 18;

    /// <summary>Thresholds in force until a fact sets others.</summary>
    public required Thresholds InitialThresholds { get; init; }

    /// <summary>Blocks below head at which a block counts as confirmed.</summary>
    public int Confirmations { get; init; } = 1;

    /// <summary>The words that say that all figures are simulated; null where they are a chain's. It changes no figure.</summary>
    public string? SimulationLabel { get; init; }

    /// <summary>The chain's usual seconds between blocks.</summary>
    public required double BlockTimeSeconds { get; init; }
}
