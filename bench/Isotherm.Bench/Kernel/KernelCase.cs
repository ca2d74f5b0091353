using System.Numerics;
using Isotherm.Domain;
using Isotherm.Engine;

namespace Isotherm.Bench.Kernel;

/// <summary>Rows and a market that ask a certain thing of the kernels.</summary>
/// <param name="Name">In words.</param>
/// <param name="Gas">Whether gas is modelled.</param>
/// <param name="IsOnBoundary">Each row holds exactly what its red line asks, gas included.</param>
/// <param name="IsWide">Requirements near their limit, so that products need more than 128 bits.</param>
/// <param name="BudgetMilliseconds">The design's budget; null where it has none.</param>
internal sealed record KernelCase(string Name, GasModel Gas, bool IsOnBoundary, bool IsWide, double? BudgetMilliseconds)
{
    private const long Now = 1_700_000_000;
    private const int ClassCount = 4;

    /// <summary>All cases.</summary>
    public static IReadOnlyList<KernelCase> All { get; } =
    [
        new("without gas", GasModel.None, false, false, 0.35),
        new("with gas", GasModel.Modelled, false, false, null),
        new("all on the boundary, 128 bits", GasModel.None, true, false, 4),
        new("all on the boundary, with gas, 128 bits", GasModel.Modelled, true, false, 4),
        new("all on the boundary, 512 bits", GasModel.Modelled, true, true, null),
    ];

    /// <summary>The market.</summary>
    public Market Market { get; } = new()
    {
        Rules = new()
        {
            NetworkId = "bench",
            TokenSymbol = "GRID",
            TokenDecimals = 18,
            Requirement = RequirementUnit.Usd,
            Gas = Gas,
            SettlementGas = 120_000,
            MaxAgeSeconds = 60,
            RecoveryWindowSeconds = 20,
            InitialThresholds = new(15_000, 12_000),
            BlockTimeSeconds = 2,
        },
        Block = new(1, "0x", "0x", Now, 20_000_000_000),
        TokenPrice = new(20_000_000, 8, Now, 1),
        NativePrice = new(300_000_000_000, 8, Now, 1),
        WarningBps = 15_000,
        CriticalBps = 12_000,
        Classes = [.. Enumerable.Range(0, ClassCount).Select(i => new GpuClass(new(i), $"class {i}", IsWide ? (BigInteger.One << 63) + i : 40_000_000_000 / (i + 1), 10_000))],
        Scheduled = [],
    };

    /// <summary>The same rows each time.</summary>
    public Columns Fill(int count)
    {
        var random = new Random(20_260_101);
        Columns columns = new();
        columns.Resize(count);
        BigInteger gasPerNode = GasCost.PerNode(Market) ?? BigInteger.Zero;
        BigInteger[] critical = [.. Market.Classes.Select(gpuClass => CriticalTokens(gpuClass, 1))];
        for (int i = 0; i < count; i++)
        {
            int at = random.Next(ClassCount);
            int nodes = 1 + random.Next(15);
            int gpus = nodes * 8;
            BigInteger collateral = IsOnBoundary
                ? CriticalTokens(Market.Classes[at], gpus) + (nodes * gasPerNode)
                : critical[at] * gpus * (5_000 + random.Next(20_000)) / 10_000;
            columns.Write(i, new() { Id = new(i), Name = "", Region = "", Operator = "", Class = Market.Classes[at].Id, Nodes = nodes, Gpus = gpus, Collateral = collateral });
        }

        return columns;
    }

    /// <summary>The least tokens that are not red without gas: the requirement in USD × 10⁻¹² over the price.</summary>
    private BigInteger CriticalTokens(GpuClass gpuClass, int gpus)
    {
        BigInteger dividend = gpus * gpuClass.Base!.Value * gpuClass.DemandBps!.Value * Market.CriticalBps * BigInteger.Pow(10, 26);
        BigInteger divisor = Market.TokenPrice!.Value * BigInteger.Pow(10, 16);
        return (dividend + divisor - 1) / divisor;
    }
}
