using System.Numerics;
using Isotherm.Domain;
using Isotherm.Engine;
using Isotherm.Engine.Kernels;

namespace Isotherm.Bench.Allocation;

/// <summary>Clusters for the kernels: apart from the thresholds, on them, and on them with products beyond 128 bits.</summary>
internal sealed class ZoneRows
{
    private const int Count = 4_099; // no multiple of any vector
    private readonly Columns _columns = new();
    private readonly ZoneInputs _inputs;
    private readonly Zone[] _zones = new Zone[Count];

    private ZoneRows(BigInteger baseRequirement, bool isOnThreshold)
    {
        Market market = SmallMarket.Of(1, baseRequirement);
        BigInteger red = baseRequirement * 12_000 * 10_000 * BigInteger.Pow(10, 10) / market.TokenPrice!.Value;
        _columns.Resize(Count);
        for (int i = 0; i < Count; i++)
        {
            BigInteger collateral = isOnThreshold ? red : red * (5_000 + (i * 7 % 20_000)) / 10_000;
            _columns.Write(i, new() { Id = new(i), Name = "", Region = "", Operator = "", Class = new(1), Nodes = 1, Gpus = 1, Collateral = collateral });
        }

        _inputs = ZoneInputs.Of(market, _columns.Classes);
    }

    /// <summary>Rows that take each way through a kernel.</summary>
    public static IEnumerable<(string Name, ZoneRows Rows)> Shapes() =>
    [
        ("apart from the thresholds", new(40_000_000_000, false)),
        ("all on a threshold", new(40_000_000_000, true)),
        ("all on a threshold, 512 bits", new((BigInteger.One << 63) + 1, true)),
    ];

    /// <summary>All zones once.</summary>
    public void Classify(ZoneKernel kernel) => kernel.Classify(_columns, _inputs, 0, Count, _zones);
}
