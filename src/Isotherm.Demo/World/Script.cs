using Isotherm.Demo.Population;

namespace Isotherm.Demo.World;

/// <summary>Everything the world does by itself, as functions of the seed and the clock.</summary>
/// <param name="Seed">Any number.</param>
/// <param name="Clusters">How many clusters should be alive.</param>
/// <param name="Pace">The length of a block.</param>
internal sealed record Script(ulong Seed, int Clusters, Pace Pace)
{
    public Dice Dice { get; } = new(Seed);

    public PricePath Prices { get; } = new(new Dice(Seed));

    public GasPath Gas { get; } = new(new Dice(Seed));

    public DemandPath Demand { get; } = new(new Dice(Seed));

    public Settlers Settlers { get; } = new(new Dice(Seed));

    /// <summary>
    /// What a cluster's owner is like. Who comes to replace the liquidated is as reckless as they were; so is the first of all, so that
    /// the smallest network has one who falls.
    /// </summary>
    public Nature NatureOf(long clusterId, string name) => Nature.Of(Dice, name, clusterId > Clusters || clusterId == 1);
}
