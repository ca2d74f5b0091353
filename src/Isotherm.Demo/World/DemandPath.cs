namespace Isotherm.Demo.World;

/// <summary>The demand multipliers and requirements that the network's governors wish for.</summary>
internal sealed class DemandPath(Dice dice)
{
    /// <summary>Ticks between two changes of one class.</summary>
    public const int Period = 72;

    private const int Stagger = 9;

    /// <summary>The demand multiplier of a class, basis points: within 2.5 % of 1.0.</summary>
    public int DemandAt(long classId, long tick)
    {
        var step = (tick + (classId * Stagger)) / Period;
        return step == 0 ? 10_000 : 10_000 + (5 * (dice.Below(101, Topic.Demand, classId, step) - 50));
    }

    /// <summary>A new base requirement for a class: within 2 % of the catalogue's, in whole dollars' tenths; USD × 10^8.</summary>
    public ulong BaseAt(GpuRequirement catalogue, long announcement)
    {
        var permille = dice.Below(41, Topic.Announcement, catalogue.ClassId, announcement) - 20;
        return catalogue.Base + (ulong)((long)(catalogue.Base / 1_000) * permille);
    }
}
