using System.Numerics;
using CsCheck;
using Isotherm.Domain;

namespace Isotherm.Engine.Tests;

/// <summary>Rewards by index × time. A scenario's index has 18 decimals and blocks are two seconds apart, so 10¹⁸ a second gives a share two units a block.</summary>
public sealed class Accrual
{
    private const int VersionAt = 8;

    private static readonly BigInteger One18 = BigInteger.Pow(10, 18);

    [Fact]
    public void Rewards_of_every_node_are_those_of_a_model_that_counts_seconds() => Gen.Int[0, int.MaxValue / 2].Sample(
        half =>
        {
            RandomHistory history = new(half * 2);
            AccrualModel model = new(history.Rules.AccrualDecimals);
            NetworkState state = new(history.Rules);
            for (int i = 0; i < 40; i++)
            {
                (Block block, IReadOnlyList<Fact> facts) = history.Next(state.Picture);
                NetworkPicture picture = state.Apply(block, facts).Picture;
                model.Fold(block, facts);
                foreach (NodeTerms node in picture.Rows.SelectMany(row => row.Nodes))
                    Assert.Equal(model.RewardsOf(node.Id), node.Rewards);
                foreach (ClusterRow row in picture.Rows)
                    Assert.Equal(row.Nodes.Aggregate(BigInteger.Zero, (sum, node) => sum + node.Rewards), row.Terms.Rewards);
            }
        },
        iter: 150);

    [Fact]
    public void Random_histories_accrue_in_rows_that_no_fact_touches()
    {
        int accrued = 0;
        for (int seed = 0; seed < 40; seed += 2)
        {
            RandomHistory history = new(seed);
            NetworkState state = new(history.Rules);
            for (int i = 0; i < 30; i++)
            {
                (Block block, IReadOnlyList<Fact> facts) = history.Next(state.Picture);
                NetworkPicture? before = state.Picture;
                NetworkPicture after = state.Apply(block, facts).Picture;
                accrued += facts.Count == 0 && before is not null
                    ? before.Rows.Zip(after.Rows).Count(rows => rows.First.Terms.Rewards < rows.Second.Terms.Rewards)
                    : 0;
            }
        }

        Assert.True(accrued > 100, $"only {accrued} rows accrued by time alone");
    }

    [Fact]
    public void A_share_accrues_from_the_block_that_gives_it_and_by_the_rate_in_force()
    {
        NetworkState state = Accruing(shares: 3);
        Assert.Equal(0, Rewards(state));

        state.Next();
        Assert.Equal(6, Rewards(state));

        state.Next(new Fact.AccrualRateSet(0), new Fact.AccrualSharesSet(new(1), 5));
        Assert.Equal(12, Rewards(state));

        state.Next(new Fact.AccrualIndexSet(One18 * 5));
        Assert.Equal(12 + 5, Rewards(state));
    }

    [Fact]
    public void What_accrued_is_rounded_down_once_for_a_node_unless_it_is_settled()
    {
        NetworkState whole = Accruing(shares: 1, rate: One18 / 4);
        NetworkState settled = Accruing(shares: 1, rate: One18 / 4);
        for (int i = 0; i < 4; i++)
        {
            // Collateral does not settle: only what changes rewards or shares does.
            whole.Next(new Fact.CollateralChanged(new(1), 1));
            settled.Next(new Fact.AccrualSettled(new(1)));
        }

        Assert.Equal(2, Rewards(whole));
        Assert.Equal(0, Rewards(settled));
    }

    [Fact]
    public void Setting_and_changing_rewards_begins_with_what_the_node_has_by_then()
    {
        NetworkState state = Accruing(shares: 1);

        state.Next(new Fact.RewardsChanged(new(1), -1));
        Assert.Equal(1, Rewards(state));

        state.Next(new Fact.RewardsSet(new(1), 0));
        Assert.Equal(0, Rewards(state));

        state.Next();
        Assert.Equal(2, Rewards(state));
        Assert.Contains("rewards is -1", Assert.Throws<FoldException>(() => state.Next(new Fact.RewardsChanged(new(1), -5))).Message, StringComparison.Ordinal);
        Assert.Equal(2, Rewards(state));
    }

    [Fact]
    public void A_node_that_moves_goes_on_accruing_and_one_that_leaves_takes_it_along()
    {
        NetworkState state = Accruing(shares: 1);
        state.Next(Scenario.Cluster(2, 2, 5));

        state.Next(new Fact.NodeMoved(new(1), new(2)));
        Assert.Equal((0, 4), (Rewards(state), Rewards(state, 1)));

        state.Next();
        Assert.Equal(6, Rewards(state, 1));

        state.Next(new Fact.NodeRemoved(new(1)), new Fact.NodeAdded(new(1), new(1), 1));
        state.Next();
        Assert.Equal((0, 0), (Rewards(state), Rewards(state, 1)));
    }

    [Fact]
    public void A_liquidated_cluster_accrues_nothing()
    {
        NetworkState state = Accruing(shares: 1);

        state.Next(new Fact.Liquidated(new(1), "0xcc", 0, 0));
        state.Next();

        Assert.Equal(0, Rewards(state));
    }

    [Fact]
    public void A_queue_recovers_and_a_zone_changes_by_time_alone()
    {
        NetworkState state = Scenario.OneCluster(11_999);
        state.Next(
            new Fact.QueueEntered(new(1), Scenario.Start, Scenario.Start + 60),
            new Fact.AccrualRateSet(Scenario.OneGpu / 20_000 * One18),
            new Fact.AccrualSharesSet(new(1), 1));
        Assert.Equal((Zone.Red, QueueState.Grace), (state.Zone(), state.Row().QueueState));

        AppliedBlock applied = state.Next();

        Assert.Equal((Zone.Yellow, QueueState.Recovered), (state.Zone(), state.Row().QueueState));
        Assert.Equal(
            [new(new(1), 3, Scenario.Start + 4, Zone.Red, Zone.Yellow, QueueState.Grace, QueueState.Recovered, One18 * 12 / 10)],
            applied.Transitions);
        state.Undo(applied.Undo);
        Assert.Equal((Zone.Red, QueueState.Grace), (state.Zone(), state.Row().QueueState));
    }

    [Fact]
    public void A_row_that_accrues_out_of_range_remembers_its_ratio_and_undo_forgets_it()
    {
        NetworkState state = Accruing(shares: 1, rate: BigInteger.One << 187);
        byte[] saved = state.Save();

        AppliedBlock applied = state.Next();

        Assert.Equal(Zone.Unknown, state.Zone());
        Assert.Equal(One18 * 2, state.Row().Terms.LastKnown?.Ratio);
        state.Undo(applied.Undo);
        Assert.Equal(Zone.Green, state.Zone());
        Assert.Null(state.Row().Terms.LastKnown);
        Assert.Equal(saved, state.Save());
    }

    [Fact]
    public void The_undo_of_a_block_does_not_grow_with_the_rows_that_accrue_in_it()
    {
        NetworkState state = Accruing(shares: 1);
        state.Next([.. Enumerable.Range(2, 2_000).SelectMany(i => Scenario.Cluster(i, i, Scenario.OneGpu * 2).Append(new Fact.AccrualSharesSet(new(i), i)))]);
        (byte[] saved, string ledger, string hash) = (state.Save(), state.LedgerHash(), state.Picture!.StateHash);

        ReadOnlyMemory<byte> undo = state.Next(new Fact.RewardsSet(new(1_999), 1)).Undo;

        Assert.Equal(2 * 2_000, Rewards(state, 1_999));
        Assert.InRange(undo.Length, 1, 700);
        state.Undo(undo);
        Assert.Equal((ledger, hash), (state.LedgerHash(), state.Picture.StateHash));
        Assert.Equal(saved, state.Save());
    }

    [Fact]
    public void The_undo_of_a_touched_row_does_not_grow_with_its_nodes_that_accrue()
    {
        NetworkState state = Accruing(shares: 1);
        state.Next([.. Enumerable.Range(2, 500).SelectMany(i => new Fact[] { new Fact.NodeAdded(new(i), new(1), 1), new Fact.AccrualSharesSet(new(i), i) })]);
        byte[] saved = state.Save();

        ReadOnlyMemory<byte> undo = state.Next(new Fact.RewardsSet(new(7), 1)).Undo;

        Assert.InRange(undo.Length, 1, 700);
        state.Undo(undo);
        Assert.Equal(saved, state.Save());
    }

    [Fact]
    public void Networks_without_accrual_keep_the_shorter_form_of_what_they_store()
    {
        NetworkState plain = Scenario.OneCluster(20_000);
        NetworkState accruing = Accruing(shares: 1);

        Assert.Equal((2, 3), (plain.Save()[VersionAt], accruing.Save()[VersionAt]));
        Assert.Equal((2, 3), (plain.Next().Undo.Span[0], accruing.Next().Undo.Span[0]));
    }

    [Fact]
    public void The_ledger_hash_covers_how_rewards_accrue_and_the_state_hash_what_has_accrued()
    {
        Fact[][] ways =
        [
            [],
            [new Fact.AccrualRateSet(0)],
            [new Fact.AccrualRateSet(0), new Fact.AccrualSharesSet(new(1), 1)],
            [new Fact.AccrualRateSet(0), new Fact.AccrualSharesSet(new(1), 2)],
            [new Fact.AccrualRateSet(7), new Fact.AccrualSharesSet(new(1), 2)],
            [new Fact.AccrualIndexSet(7), new Fact.AccrualSharesSet(new(1), 2)],
            [new Fact.AccrualSharesSet(new(1), 2), new Fact.AccrualIndexSet(7)],
        ];
        NetworkState[] states = [.. ways.Select(facts =>
        {
            NetworkState state = Scenario.OneCluster(20_000);
            state.Next(facts);
            return state;
        })];

        Assert.Single(states.Select(state => state.Picture!.StateHash).Distinct());
        Assert.Equal(ways.Length, states.Select(state => state.LedgerHash()).Distinct().Count());
    }

    [Fact]
    public void What_cannot_be_is_refused_and_leaves_the_state_as_it_was()
    {
        NetworkState state = Accruing(shares: 1);
        byte[] saved = state.Save();

        Refused(state, new Fact.AccrualIndexSet(One18), "would fall");
        Refused(state, new Fact.AccrualRateSet(-1), "accrual rate is -1");
        Refused(state, new Fact.AccrualRateSet(BigInteger.One << 256), "accrual rate is");
        Refused(state, new Fact.AccrualSharesSet(new(1), -1), "shares is -1");
        Refused(state, new Fact.AccrualSharesSet(new(7), 1), "node 7 is unknown");
        Refused(state, new Fact.AccrualSettled(new(7)), "node 7 is unknown");
        FoldException back = Assert.Throws<FoldException>(() => state.Apply(Scenario.After(state.Picture, seconds: -1), []));
        Assert.Contains("since rewards accrue by time", back.Message, StringComparison.Ordinal);
        Assert.Equal(saved, state.Save());
    }

    private static void Refused(NetworkState state, Fact fact, string words) =>
        Assert.Contains(words, Assert.Throws<FoldException>(() => state.Next(fact)).Message, StringComparison.Ordinal);

    /// <summary>One cluster at twice what is required, with shares from this block on.</summary>
    private static NetworkState Accruing(BigInteger shares, BigInteger? rate = null)
    {
        NetworkState state = Scenario.OneCluster(20_000);
        state.Next(new Fact.AccrualRateSet(rate ?? One18), new Fact.AccrualSharesSet(new(1), shares));
        return state;
    }

    private static BigInteger Rewards(NetworkState state, int position = 0) => state.Row(position).Terms.Rewards;
}
