using System.Numerics;
using Isotherm.Domain;
using Isotherm.Engine;
using Isotherm.Engine.Kernels;

namespace Isotherm.Proofs.Zones;

/// <summary>
/// Rows of one market, each within a few base units of a threshold, also as it would stand one feed unit or one basis point
/// away, and now and then rows that no comparison decides; the kernels' zones against those of big integers.
/// </summary>
internal sealed class ZoneBatch(IReadOnlyList<ZoneKernel> kernels)
{
    public const int Rows = 256;

    private const int RowsPerShape = 4;
    private static readonly int[] ClassCounts = [4, 13, 24, 2_000];
    private static readonly BigInteger AssetsMax = (BigInteger.One << 128) - 1;

    // Kernels look classes up in one register, in two, in memory while a byte tells them apart, and not at all beyond.
    private readonly Columns[] _columnsByClasses = [Columns(), Columns(), Columns(), Columns()];
    private readonly Zone[] _expected = new Zone[Rows];
    private readonly Zone[] _actual = new Zone[Rows];
    private readonly ClusterTerms[] _terms = new ClusterTerms[Rows];

    /// <summary>Cases so far whose assets lie exactly on a threshold.</summary>
    public long OnThreshold { get; private set; }

    /// <summary>Cases so far per zone, in the order of <see cref="Zone"/>.</summary>
    public long[] PerZone { get; } = new long[6];

    /// <summary>Draws and checks one batch; the first difference in words, or null.</summary>
    public string? Check(Draws draws)
    {
        int size = draws.Below(1_024) switch { 0 => 3, < 16 => 2, < 160 => 1, _ => 0 };
        Columns columns = _columnsByClasses[size];
        ZoneMarket market = ZoneMarket.Draw(draws, ClassCounts[size]);
        for (int row = 0; row < Rows; row += RowsPerShape)
            DrawShape(draws, market, columns, row);
        ZoneInputs inputs = ZoneInputs.Of(market.Market, columns.Classes);
        int cut = draws.Below(Rows);
        foreach (ZoneKernel kernel in kernels)
        {
            kernel.Classify(columns, inputs, 0, cut, _actual);
            kernel.Classify(columns, inputs, cut, Rows, _actual);
            if (!_actual.AsSpan().SequenceEqual(_expected))
                return Difference(kernel, market);
        }

        foreach (Zone zone in _expected)
            PerZone[(int)zone]++;
        return null;
    }

    private static Columns Columns()
    {
        Columns columns = new();
        columns.Resize(Rows);
        return columns;
    }

    private string Difference(ZoneKernel kernel, ZoneMarket market)
    {
        int row = _actual.AsSpan().CommonPrefixLength(_expected);
        return $"row {row}, {_terms[row]} in {market.Market}, gas per node {market.GasPerNode}: {kernel.Name} {_actual[row]}, integers {_expected[row]}";
    }

    private void DrawShape(Draws draws, ZoneMarket market, Columns columns, int row)
    {
        GpuClass gpuClass = market.Market.Classes[draws.Below(market.Market.Classes.Count)];
        int nodes = (int)draws.Positive(draws.OneIn(8) ? 31 : 10);
        BigInteger gpus = draws.Positive(draws.OneIn(8) ? 32 : 12);
        BigInteger requirement = gpus * gpuClass.Base!.Value * gpuClass.DemandBps!.Value * market.OtherSide;
        BigInteger warning = market.Market.WarningBps * requirement;
        BigInteger critical = market.Market.CriticalBps * requirement;
        BigInteger gas = nodes * (market.GasPerNode ?? 0) * market.PriceTimesK;

        BigInteger threshold = (draws.OneIn(2) ? market.Market.WarningBps : market.Market.CriticalBps) + (draws.OneIn(8) ? draws.Below(3) - 1 : 0);
        BigInteger price = BigInteger.Max(1, market.PriceTimesK + (draws.OneIn(8) ? draws.Below(3) - 1 : 0));
        BigInteger boundary = ((threshold * requirement) + (nodes * (market.GasPerNode ?? 0) * price) + price - 1) / price;
        for (int i = 0; i < RowsPerShape; i++)
        {
            BigInteger assets = BigInteger.Min(AssetsMax, BigInteger.Max(0, boundary + Step(draws, i)));
            _terms[row + i] = new() { Id = new(row), Name = "", Region = "", Operator = "", Class = gpuClass.Id, Nodes = nodes, Gpus = gpus, Collateral = assets };
            _expected[row + i] = market.IsPriced
                ? ZoneOf(assets * market.PriceTimesK, warning + gas, critical + gas, market.GasPerNode is not null)
                : Zone.Unknown;
        }

        if (draws.OneIn(16))
            Displace(draws, row);
        for (int i = 0; i < RowsPerShape; i++)
            columns.Write(row + i, _terms[row + i]);
    }

    /// <summary>Makes a row one that no comparison decides.</summary>
    private void Displace(Draws draws, int row) => (_terms[row], _expected[row]) = draws.Below(4) switch
    {
        0 => (_terms[row] with { IsLiquidated = true }, Zone.Liquidated),
        1 => (_terms[row] with { Gpus = BigInteger.Zero }, Zone.Exempt),
        2 => (_terms[row] with { Gpus = BigInteger.One << 32 }, Zone.Unknown),
        _ => (_terms[row] with { Rewards = AssetsMax + 1 }, Zone.Unknown),
    };

    private static BigInteger Step(Draws draws, int turn) => turn switch
    {
        0 => -1,
        1 => 0,
        2 => 1,
        _ => draws.OneIn(4) ? draws.Positive(60) : draws.Below(2_001) - 1_000,
    };

    private Zone ZoneOf(BigInteger held, BigInteger warning, BigInteger critical, bool isGasKnown)
    {
        int toCritical = held.CompareTo(critical);
        int toWarning = held.CompareTo(warning);
        if (toCritical == 0 || toWarning == 0)
            OnThreshold++;
        if (toCritical < 0)
            return Zone.Red;
        if (!isGasKnown)
            return Zone.Unknown;
        return toWarning > 0 ? Zone.Green : Zone.Yellow;
    }
}
