using Isotherm.Cli.Keeping;
using Isotherm.Domain;

namespace Isotherm.Cli.Tests.Keeping;

public sealed class RollTests
{
    private static readonly ClusterId One = new(1);

    [Fact]
    public void A_reorganisation_is_undone_exactly()
    {
        var roll = new Roll(Scene.Rules(), depth: 8);
        roll.Take(Scene.Step(1, Scene.Register(1)));
        roll.Take(Scene.Step(2, new Fact.QueueEntered(One, 1, 50), new Fact.ThresholdsSet(16_000, 11_000)));
        roll.Take(Scene.Step(3, new Fact.Liquidated(One, "0x01", 10, 1), Scene.Register(2)));
        Assert.True(roll.Now.Clusters[One].IsLiquidated);

        roll.Take(new ChainStep.Rewind(new BlockRef(2, Scene.Hash(2))));
        Assert.Equal((true, 50, 1), (roll.Now.Clusters[One].IsQueued, (int)roll.Now.Clusters[One].Deadline!.Value, roll.Now.Clusters.Count));
        roll.Take(new ChainStep.Rewind(new BlockRef(1, Scene.Hash(1))));
        Assert.False(roll.Now.Clusters[One].IsQueued);
        Assert.Equal(12_000, roll.Now.CriticalBps);
        roll.Take(Scene.Step(2, new Fact.QueueLeft(One)));
        Assert.Equal(2UL, roll.Block!.Header.Number);
    }

    [Fact]
    public void Old_blocks_are_forgotten_and_what_they_told_is_not()
    {
        var roll = new Roll(Scene.Rules(), depth: 2);
        roll.Take(Scene.Step(1, Scene.Register(1)));
        for (var number = 2UL; number < 10; number++)
        {
            roll.Take(Scene.Step(number));
        }

        Assert.Contains(One, roll.Now.Clusters.Keys);
        roll.Take(new ChainStep.Rewind(new BlockRef(8, Scene.Hash(8))));
        Assert.Contains(One, roll.Now.Clusters.Keys);
    }

    [Fact]
    public void The_queue_and_the_nearest_are_asked_about_each_time_and_all_others_in_turn()
    {
        var state = Enumerable.Range(1, 40).Aggregate(RollState.Empty(Scene.Rules()), (s, id) => s.After(Scene.Register(id)))
            .After(new Fact.QueueEntered(new ClusterId(30), 1, 9)).After(new Fact.Liquidated(new ClusterId(31), "0x01", 1, 1));
        var rota = new Rota(most: 8);
        rota.Note([Scene.Cluster(20, QueueState.None, Scene.Ratio(12_100)), Scene.Cluster(21, QueueState.None, Scene.Ratio(30_000))]);

        var rounds = Enumerable.Range(0, 40).Select(_ => rota.Choose(state).Select(c => (int)c.Value).ToArray()).ToArray();

        Assert.All(rounds, asked => Assert.Equal(8, asked.Distinct().Count()));
        Assert.All(rounds, asked => Assert.Superset(new HashSet<int> { 20, 30 }, asked.ToHashSet()));
        Assert.Equal(Enumerable.Range(1, 40).Except([31]), rounds.SelectMany(r => r).Distinct().Order());
        Assert.Equal(39, new Rota(most: 100).Choose(state).Count);
    }
}
