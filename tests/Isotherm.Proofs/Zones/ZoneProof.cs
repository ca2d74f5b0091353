using Isotherm.Engine.Kernels;

namespace Isotherm.Proofs.Zones;

/// <summary>Many batches from one seed: the zone by each kernel is the zone by big integers.</summary>
internal sealed class ZoneProof(IReadOnlyList<ZoneKernel> kernels, ulong seed)
{
    private readonly Draws _draws = new(seed);
    private readonly ZoneBatch _batch = new(kernels);

    /// <summary>Cases checked so far.</summary>
    public long Cases { get; private set; }

    /// <summary>Batches so far in which the two differ.</summary>
    public long Differences { get; private set; }

    /// <summary>The first difference in words.</summary>
    public string? FirstDifference { get; private set; }

    /// <summary>Cases on a threshold to the base unit.</summary>
    public long OnThreshold => _batch.OnThreshold;

    /// <summary>Cases per zone, in the order green, yellow, red, unknown.</summary>
    public IReadOnlyList<long> PerZone => _batch.PerZone;

    /// <summary>Goes on until at least this many cases are checked, in whole batches.</summary>
    public void RunTo(long cases)
    {
        while (Cases < cases)
        {
            if (_batch.Check(_draws) is { } difference)
            {
                Differences++;
                FirstDifference ??= difference;
            }

            Cases += ZoneBatch.Rows;
        }
    }
}
