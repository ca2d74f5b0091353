using System.Numerics;
using Isotherm.Domain;
using Isotherm.Engine;

namespace Isotherm.Proofs.Zones;

/// <summary>
/// Rows of one market, each within a few base units of a threshold, also as it would stand one feed unit or one basis point
/// away; the kernel's zones against those of big integers.
/// </summary>
internal sealed class ZoneBatch
{
    public const int Rows = 256;

    private const int RowsPerShape = 4;
    private static readonly BigInteger AssetsMax = (BigInteger.One << 128) - 1;

    private readonly Columns _columns = new();
    private readonly Zone[] _expected = new Zone[Rows];
    private readonly Zone[] _actual = new Zone[Rows];
    private readonly ClusterTerms[] _terms = new ClusterTerms[Rows];

    public ZoneBatch() => _columns.Resize(Rows);

    /// <summary>Cases so far whose assets lie exactly on a threshold.</summary>
    public long OnThreshold { get; private set; }

    /// <summary>Cases so far per zone, in the order of <see cref="Zone"/>.</summary>
    public long[] PerZone { get; } = new long[6];

    /// <summary>Draws and checks one batch; the first difference in words, or null.</summary>
    public string? Check(Draws draws)
    {
        ZoneMarket market = ZoneMarket.Draw(draws);
        for (int row = 0; row < Rows; row += RowsPerShape)
            DrawShape(draws, market, row);
        ZoneKernel.Classify(_columns, ZoneInputs.Of(market.Market, _columns.Classes), 0, Rows, _actual);
        for (int row = 0; row < Rows; row++)
        {
            PerZone[(int)_expected[row]]++;
            if (_actual[row] != _expected[row])
                return $"{_terms[row]} in {market.Market}, gas per node {market.GasPerNode}: kernel {_actual[row]}, integers {_expected[row]}";
        }

        return null;
    }

    private void DrawShape(Draws draws, ZoneMarket market, int row)
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
            _columns.Write(row + i, _terms[row + i]);
            _expected[row + i] = ZoneOf(assets * market.PriceTimesK, warning + gas, critical + gas, market.GasPerNode is not null);
        }
    }

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
