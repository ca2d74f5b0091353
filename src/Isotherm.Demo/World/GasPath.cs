using System.Numerics;

namespace Isotherm.Demo.World;

/// <summary>Where the base fee is steered to: about 20 gwei, with a spike now and then. Blocks are filled for it; it is never set.</summary>
internal sealed class GasPath(Dice dice)
{
    /// <summary>The usual base fee, wei.</summary>
    public const long Home = 20_000_000_000;

    private const int SpikePeriod = 120;
    private const int SpikeLength = 10;

    /// <summary>Whether a spike is on.</summary>
    public bool IsSpike(long tick)
    {
        var period = Math.DivRem(tick, SpikePeriod, out var at);
        var start = 30 + dice.Below(SpikePeriod - SpikeLength - 50, Topic.GasSpike, period);
        return at >= start && at < start + SpikeLength;
    }

    /// <summary>The wanted base fee, wei. In a spike so high that blocks stay full to its end.</summary>
    public BigInteger WantedAt(long tick) =>
        IsSpike(tick) ? new BigInteger(Home) * 6 : new BigInteger(Home * (1 + (0.08 * dice.Noise(tick, 20, Topic.GasLevel))));
}
