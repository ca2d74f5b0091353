namespace Isotherm.Demo.World;

/// <summary>
/// Randomness without memory: every throw is a function of the seed, what it is for, and up to two indices, so that the same block is
/// always planned alike, whatever happened to the transactions of the blocks before. SplitMix64's finalizer (Steele et al., 2014).
/// </summary>
internal readonly record struct Dice(ulong Seed)
{
    /// <summary>64 even bits.</summary>
    public ulong Roll(Topic topic, long index, long second = 0) =>
        Mix(Mix(Mix(Seed + (ulong)topic) ^ unchecked((ulong)index)) + unchecked((ulong)second));

    /// <summary>An integer in [0, limit).</summary>
    public int Below(int limit, Topic topic, long index, long second = 0) => (int)(Roll(topic, index, second) % (uint)limit);

    /// <summary>A real number in [0, 1).</summary>
    public double Unit(Topic topic, long index, long second = 0) => (Roll(topic, index, second) >> 11) * (1.0 / (1UL << 53));

    /// <summary>A real number in [least, most).</summary>
    public double Between(double least, double most, Topic topic, long index, long second = 0) =>
        least + ((most - least) * Unit(topic, index, second));

    /// <summary>Smooth noise in [-1, 1): a new random value each <paramref name="period"/> ticks, joined without kinks.</summary>
    public double Noise(long tick, int period, Topic topic, long second = 0)
    {
        var cell = Math.DivRem(tick, period, out var rest);
        var x = (double)rest / period;
        var (from, to) = (Between(-1, 1, topic, cell, second), Between(-1, 1, topic, cell + 1, second));
        return from + ((to - from) * x * x * (3 - (2 * x)));
    }

    private static ulong Mix(ulong z)
    {
        z += 0x9E3779B97F4A7C15;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
