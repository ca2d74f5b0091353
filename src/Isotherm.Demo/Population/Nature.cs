using Isotherm.Demo.World;

namespace Isotherm.Demo.Population;

/// <summary>What a cluster's owner is like: a function of the seed and the cluster's name.</summary>
/// <param name="Temperament">How they react.</param>
/// <param name="TargetBps">The displayed ratio they settle at, basis points.</param>
internal readonly record struct Nature(Temperament Temperament, int TargetBps)
{
    /// <summary>
    /// Of the founders 4 % never react and sit just above critical, 7 % live in yellow and react late, 89 % are green; of those a tenth
    /// react late. Later clusters replace liquidated ones, which were of those who never react, and so are they: the mix stays.
    /// </summary>
    public static Nature Of(Dice dice, string name, bool replacement)
    {
        var identity = Identity(name);
        var lot = replacement ? 0 : dice.Unit(Topic.Temperament, identity);
        var place = dice.Unit(Topic.TargetRatio, identity);
        return lot switch
        {
            < 0.04 => new(Temperament.Never, 12_150 + (int)(place * 650)),
            < 0.11 => new(Temperament.Late, 12_900 + (int)(place * 1_800)),
            < 0.20 => new(Temperament.Late, Green(place)),
            _ => new(Temperament.Prompt, Green(place)),
        };
    }

    // FNV-1a: the same on every machine, unlike string.GetHashCode.
    private static long Identity(string name)
    {
        var hash = 0xcbf29ce484222325;
        foreach (var letter in name)
        {
            hash = (hash ^ letter) * 0x100000001b3;
        }

        return unchecked((long)hash);
    }

    // Denser near the bottom: most owners stake a little more than they must.
    private static int Green(double place) => 15_700 + (int)(place * place * 10_300);
}
