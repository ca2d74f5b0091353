using System.Numerics;
using Isotherm.Domain;

namespace Isotherm.Bench.Allocation;

/// <summary>A market with one class.</summary>
internal static class SmallMarket
{
    private const long Start = 1_700_000_000;

    /// <summary>What a manifest fixes.</summary>
    public static NetworkRules Rules { get; } = new()
    {
        NetworkId = "bench",
        TokenSymbol = "GRID",
        TokenDecimals = 18,
        Requirement = RequirementUnit.Usd,
        Gas = GasModel.Modelled,
        SettlementGas = 120_000,
        MaxAgeSeconds = 60,
        RecoveryWindowSeconds = 20,
        InitialThresholds = new(15_000, 12_000),
        BlockTimeSeconds = 2,
    };

    /// <summary>A block with fresh prices.</summary>
    public static Block Block(ulong number) => new(
        new(number, Hash(number), Hash(number - 1), Start + (2 * (long)number), 20_000_000_000),
        new(20_000_000 + (int)number, 8, Start + (2 * (long)number), (int)number),
        new(300_000_000_000, 8, Start + (2 * (long)number), 1));

    /// <summary>The globals at a block.</summary>
    public static Market Of(ulong number, BigInteger baseRequirement)
    {
        Block block = Block(number);
        return new()
        {
            Rules = Rules,
            Block = block.Header,
            TokenPrice = block.TokenPrice,
            NativePrice = block.NativePrice,
            WarningBps = 15_000,
            CriticalBps = 12_000,
            Classes = [new(new(1), "H100", baseRequirement, 10_000)],
            Scheduled = [],
        };
    }

    private static string Hash(ulong number) => $"0x{number:x64}";
}
