using System.Globalization;
using Isotherm.Chains.Schedules;
using Isotherm.Demo.World;

namespace Isotherm.Demo.Recording;

/// <summary>What devices there are: one of every class at least, most of those that networks rent out, the whole drawn by the dice.</summary>
internal sealed class DeviceMix(Dice dice, IReadOnlyList<ClassRequirement> classes)
{
    private const int Owners = 90;
    private const int UsualShare = 2;

    private static readonly (string Region, int Share)[] Regions =
        [("us-east", 30), ("us-west", 16), ("eu-central", 20), ("eu-north", 10), ("ap-south", 12), ("ap-east", 12)];

    // Words in a class's name, and its share; the first that fits counts.
    private static readonly (string Word, int Share)[] Shares =
    [
        ("H100 80GB", 30), ("H100", 10), ("H200", 30), ("A100-SXM4", 22), ("A100 80GB", 14), ("A100", 8), ("B200", 8), ("L40S", 18),
        ("RTX 4090", 20), ("RTX 3090", 9), ("RTX 4080", 9), ("RTX 4070", 6), ("RTX 3080", 6), ("A6000", 4), ("M2", 1), ("GTX", 1),
    ];

    private readonly int[] _shares = [.. classes.Select(static c => ShareOf(c.Name))];

    /// <summary>A device without stake.</summary>
    /// <param name="id">From 1; the first ones are of one class each.</param>
    public Device Make(long id)
    {
        var kind = classes[id <= classes.Count ? (int)id - 1 : Pick(_shares, dice.Unit(Topic.ClusterClass, id))];
        return new Device
        {
            Id = id,
            Class = kind.Class,
            Name = string.Create(CultureInfo.InvariantCulture, $"{Slug(kind.Name)}-{id:000}"),
            Region = Regions[Pick([.. Regions.Select(r => r.Share)], dice.Unit(Topic.ClusterRegion, id))].Region,
            Owner = Owner(dice.Unit(Topic.ClusterOperator, id)),
            Processors = Processors(kind, dice.Unit(Topic.NodeGpus, id)),
            Habit = dice.Unit(Topic.Temperament, id) switch
            {
                < 0.62 => Habit.Prepares,
                < 0.86 => Habit.InGrace,
                _ => Habit.Leaves,
            },
        };
    }

    private static int ShareOf(string name)
    {
        foreach (var (word, share) in Shares)
        {
            if (name.Contains(word, StringComparison.Ordinal))
            {
                return share;
            }
        }

        return UsualShare;
    }

    // Few own many: the square gathers devices at the low numbers.
    private string Owner(double unit)
    {
        var number = (int)(unit * unit * Owners);
        return string.Create(CultureInfo.InvariantCulture, $"0x{dice.Roll(Topic.OwnerAddress, number):x16}{dice.Roll(Topic.OwnerAddress, number, 1):x16}{(uint)dice.Roll(Topic.OwnerAddress, number, 2):x8}");
    }

    private static int Processors(ClassRequirement kind, double unit)
    {
        int[] shares = kind switch
        {
            { Name: ['M', >= '0' and <= '9', ..] } => [1],
            { DemandBps: var demand } when demand >= 20_000 => [6, 0, 8, 18, 68],
            _ => [40, 18, 20, 12, 10],
        };
        return new[] { 1, 2, 4, 6, 8 }[Pick(shares, unit)];
    }

    private static string Slug(string name)
    {
        var words = string.Concat(name.ToLowerInvariant().Select(c => char.IsAsciiLetterOrDigit(c) ? c : ' '));
        return string.Join('-', words.Split(' ', StringSplitOptions.RemoveEmptyEntries).Where(word => word is not ("geforce" or "generation")));
    }

    private static int Pick(int[] shares, double unit)
    {
        var left = unit * shares.Sum();
        for (var i = 0; i < shares.Length - 1; i++)
        {
            left -= shares[i];
            if (left < 0)
            {
                return i;
            }
        }

        return shares.Length - 1;
    }
}
