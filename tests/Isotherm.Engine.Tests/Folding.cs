using System.Numerics;
using Isotherm.Domain;

namespace Isotherm.Engine.Tests;

public sealed class Folding
{
    [Fact]
    public void A_row_sums_its_active_nodes_and_lists_them_in_id_order()
    {
        NetworkState state = Scenario.OneCluster(20_000);

        state.Next(
            new Fact.NodeAdded(new(9), new(1), 4),
            new Fact.NodeAdded(new(5), new(1), 0),
            new Fact.RewardsChanged(new(9), 70),
            new Fact.RewardsChanged(new(9), -20),
            new Fact.CollateralChanged(new(5), 3));

        ClusterTerms terms = state.Row().Terms;
        Assert.Equal((3, (BigInteger)5, (Scenario.OneGpu * 2) + 3, (BigInteger)50), (terms.Nodes, terms.Gpus, terms.Collateral, terms.Rewards));
        Assert.Equal([new(1), new(5), new(9)], state.Row().Nodes.Select(node => node.Id));
    }

    [Fact]
    public void A_moved_node_takes_its_gpus_collateral_and_rewards_along()
    {
        NetworkState state = Scenario.OneCluster(20_000);
        state.Next([.. Scenario.Cluster(2, 2, 5), new Fact.RewardsSet(new(2), 6)]);

        state.Next(new Fact.NodeMoved(new(2), new(1)));

        Assert.Equal(((Scenario.OneGpu * 2) + 5, (BigInteger)6, (BigInteger)2), (state.Row().Terms.Collateral, state.Row().Terms.Rewards, state.Row().Terms.Gpus));
        Assert.Equal((0, Zone.Exempt), (state.Row(1).Terms.Nodes, state.Zone(1)));
    }

    [Fact]
    public void A_cluster_that_loses_its_last_node_leaves_the_queue()
    {
        NetworkState state = Scenario.OneCluster(10_000);
        state.Next(new Fact.QueueEntered(new(1), Scenario.Start, Scenario.Start + 60));
        Assert.Equal(QueueState.Grace, state.Row().QueueState);

        AppliedBlock applied = state.Next(new Fact.NodeRemoved(new(1)), new Fact.QueueLeft(new(1)));

        Assert.Equal((false, QueueState.None), (state.Row().Terms.IsQueued, state.Row().QueueState));
        Assert.Equal((BigInteger.Zero, BigInteger.Zero), (state.Row().Terms.FlaggedAt, state.Row().Terms.Deadline));
        Assert.Equal([new(new(1), 3, Scenario.Start + 4, Zone.Red, Zone.Exempt, QueueState.Grace, QueueState.None, null)], applied.Transitions);
    }

    [Fact]
    public void A_liquidated_cluster_keeps_its_slot_and_the_times_of_its_flag_and_nothing_else()
    {
        NetworkState state = Scenario.OneCluster(10_000);
        state.Next(new Fact.QueueEntered(new(1), Scenario.Start, Scenario.Start + 1));
        Assert.Equal(QueueState.Due, state.Row().QueueState);

        state.Next(new Fact.Liquidated(new(1), "0xcc", 9, 1));

        ClusterTerms terms = state.Row().Terms;
        Assert.Equal((true, false, 0, BigInteger.Zero, BigInteger.Zero), (terms.IsLiquidated, terms.IsQueued, terms.Nodes, terms.Gpus, terms.Assets));
        Assert.Equal((Scenario.Start, Scenario.Start + 1), ((long)terms.FlaggedAt, (long)terms.Deadline));
        Assert.Equal((Zone.Liquidated, QueueState.Liquidated, 0), (state.Zone(), state.Row().QueueState, state.Picture!.Counts.Queued));
        Assert.Empty(state.Row().Nodes);
        Assert.Throws<FoldException>(() => state.Next(new Fact.CollateralSet(new(1), 5)));
    }

    [Fact]
    public void A_queue_moves_on_with_block_time_alone()
    {
        NetworkState state = Scenario.OneCluster(10_000);
        state.Next(new Fact.QueueEntered(new(1), Scenario.Start, Scenario.Start + 4));

        Assert.Empty(state.Next().Transitions);
        AppliedBlock applied = state.Next();

        Assert.Equal([new(new(1), 4, Scenario.Start + 6, Zone.Red, Zone.Red, QueueState.Grace, QueueState.Due, BigInteger.Pow(10, 18))], applied.Transitions);
    }

    [Fact]
    public void Requirement_demand_and_name_of_a_class_come_in_any_order()
    {
        Fact[] facts = [new Fact.ClassDefined(new(7), "L40S"), new Fact.RequirementSet(new(7), 5), new Fact.DemandSet(new(7), 6)];

        foreach (Fact[] order in new[] { facts, [facts[2], facts[1], facts[0]], [facts[1], facts[0], facts[2]] })
        {
            NetworkState state = new(Scenario.Rules());
            state.Next(order);
            Assert.Equal([new(new(7), "L40S", 5, 6)], state.Picture!.Market.Classes);
        }
    }

    [Fact]
    public void An_announced_change_stays_until_it_is_applied_or_cancelled()
    {
        NetworkState state = new(Scenario.Rules());
        state.Next(new Fact.ChangeScheduled(2, 0, 1, 12_000, 0, 99), new Fact.ChangeScheduled(1, 3, 0, 60, 0, 99));
        Assert.Equal([1, 2], state.Picture!.Market.Scheduled.Select(change => (int)change.Id));

        state.Next(new Fact.ChangeApplied(1));
        state.Next(new Fact.ChangeCancelled(2));

        Assert.Empty(state.Picture!.Market.Scheduled);
    }

    [Fact]
    public void Rows_that_a_block_does_not_touch_are_the_same_objects_even_through_a_price_change()
    {
        NetworkState state = Scenario.OneCluster(20_000);
        state.Next(Scenario.Cluster(2, 2, Scenario.OneGpu));
        IReadOnlyList<ClusterRow> before = state.Picture!.Rows;

        Block crash = Scenario.After(state.Picture);
        state.Apply(crash with { TokenPrice = Scenario.TokenPrice(crash.Header.Timestamp, 1) }, []);
        Assert.Same(before, state.Picture!.Rows);
        Assert.Equal([Zone.Red, Zone.Red], state.Picture.Zones.ToArray());

        state.Next(new Fact.RewardsSet(new(2), 1));
        Assert.Same(before[0], state.Picture!.Rows[0]);
        Assert.NotSame(before[1], state.Picture.Rows[1]);
    }

    [Fact]
    public void The_undo_of_one_node_does_not_grow_with_the_network()
    {
        NetworkState state = Scenario.OneCluster(20_000);
        state.Next([.. Enumerable.Range(2, 2_000).SelectMany(i => Scenario.Cluster(i, i, Scenario.OneGpu * 2))]);
        byte[] saved = state.Save();

        ReadOnlyMemory<byte> undo = state.Next(new Fact.RewardsSet(new(1_999), 1)).Undo;
        state.Undo(undo);

        Assert.InRange(undo.Length, 1, 700);
        Assert.Equal(saved, state.Save());
    }
}
