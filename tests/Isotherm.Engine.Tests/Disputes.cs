using System.Numerics;
using Isotherm.Domain;

namespace Isotherm.Engine.Tests;

/// <summary>Clusters about which the contract disagrees.</summary>
public sealed class Disputes
{
    private static readonly BigInteger One18 = BigInteger.Pow(10, 18);

    [Fact]
    public void A_disputed_cluster_is_unknown_with_its_last_known_ratio_until_it_passes_again()
    {
        NetworkState state = Scenario.OneCluster(13_000);

        AppliedBlock failed = state.Next(new Fact.AuditFailed(new(1)));

        ClusterReading reading = Ratio.Of(state.Row().Terms, state.Picture!.Market);
        Assert.Equal((Zone.Unknown, UnknownReason.Disputed), (state.Zone(), reading.UnknownReason));
        Assert.Equal((null, null, null, null), (reading.Ratio, reading.SettlementRatio, reading.Requirement, reading.Shortfall));
        Assert.Equal(new LastKnown(One18 * 13 / 10, Zone.Yellow, 1), state.Row().Terms.LastKnown);
        Assert.Equal((0, 1), (state.Picture.Counts.Yellow, state.Picture.Counts.Unknown));
        Assert.Equal([new(new(1), 2, Scenario.Start + 2, Zone.Yellow, Zone.Unknown, QueueState.None, QueueState.None, null)], failed.Transitions);

        state.Next(new Fact.CollateralSet(new(1), Scenario.OneGpu * 2));
        Assert.Equal((Zone.Unknown, new LastKnown(One18 * 13 / 10, Zone.Yellow, 1)), (state.Zone(), state.Row().Terms.LastKnown));

        state.Next(new Fact.AuditPassed(new(1)));
        Assert.Equal((Zone.Green, (LastKnown?)null), (state.Zone(), state.Row().Terms.LastKnown));
        Assert.Equal(One18 * 2, Ratio.Of(state.Row().Terms, state.Picture!.Market).Ratio);
    }

    [Fact]
    public void A_dispute_goes_before_exempt_and_liquidated_and_every_other_reason()
    {
        NetworkState state = Scenario.OneCluster(10_000);
        state.Next(new Fact.ClusterRegistered(new(2), "0xaa", Scenario.H100, "empty", ""), new Fact.QueueEntered(new(1), Scenario.Start, Scenario.Start));
        state.Next(new Fact.Liquidated(new(1), "0xcc", 9, 1));
        Assert.Equal([Zone.Liquidated, Zone.Exempt], state.Picture!.Zones.ToArray());

        state.Next(new Fact.AuditFailed(new(1)), new Fact.AuditFailed(new(2)));
        Assert.Equal([Zone.Unknown, Zone.Unknown], state.Picture!.Zones.ToArray());
        Assert.Equal((2, 0, 0), (state.Picture.Counts.Unknown, state.Picture.Counts.Liquidated, state.Picture.Counts.Exempt));
        Assert.Equal(QueueState.Liquidated, state.Row().QueueState);

        // A class without demand would make the row exempt, an outage unknown for another reason.
        state.Apply(Scenario.After(state.Picture) with { TokenPrice = null }, [new Fact.DemandSet(Scenario.H100, 0)]);
        Assert.All(state.Picture!.Rows, row => Assert.Equal(UnknownReason.Disputed, Ratio.Of(row.Terms, state.Picture.Market).UnknownReason));
        Assert.Equal([Zone.Unknown, Zone.Unknown], state.Picture.Zones.ToArray());

        state.Next(new Fact.AuditPassed(new(1)), new Fact.AuditPassed(new(2)));
        Assert.Equal([Zone.Liquidated, Zone.Exempt], state.Picture!.Zones.ToArray());
    }

    [Fact]
    public void A_dispute_is_taken_back_with_its_block_and_survives_a_restart()
    {
        NetworkState state = Scenario.OneCluster(13_000);
        (string hash, string ledger) = (state.Picture!.StateHash, state.LedgerHash());

        AppliedBlock failed = state.Next(new Fact.AuditFailed(new(1)));
        NetworkState loaded = NetworkState.Load(Scenario.Rules(), state.Save());
        Assert.Equal((Zone.Unknown, true), (loaded.Zone(), loaded.Row().Terms.IsDisputed));
        Assert.Equal((state.Picture!.StateHash, state.LedgerHash()), (loaded.Picture!.StateHash, loaded.LedgerHash()));

        loaded.Undo(failed.Undo);
        Assert.Equal((Zone.Yellow, hash, ledger), (loaded.Zone(), loaded.Picture!.StateHash, loaded.LedgerHash()));
    }

    [Fact]
    public void The_state_hash_tells_a_disputed_cluster_from_one_that_is_not()
    {
        ClusterTerms terms = Scenario.OneCluster(13_000).Row().Terms;

        Assert.NotEqual(StateHasher.Tile(terms, QueueState.None), StateHasher.Tile(terms with { IsDisputed = true }, QueueState.None));
    }

    [Fact]
    public void Saying_it_twice_changes_nothing_and_an_unknown_cluster_is_refused()
    {
        NetworkState state = Scenario.OneCluster(13_000);
        state.Next(new Fact.AuditFailed(new(1)));
        LastKnown? known = state.Row().Terms.LastKnown;

        Assert.Empty(state.Next(new Fact.AuditFailed(new(1))).Transitions);

        Assert.Equal(known, state.Row().Terms.LastKnown);
        FoldException refused = Assert.Throws<FoldException>(() => state.Next(new Fact.AuditFailed(new(9))));
        Assert.Contains("cluster 9 is unknown", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void States_and_undo_records_from_before_there_were_disputes_are_still_read()
    {
        // One cluster at 1.3, then a block that raises it to 2.0, and the undo record of that block.
        NetworkState state = NetworkState.Load(Scenario.Rules(), Convert.FromBase64String(OldForms.State));
        Assert.Equal((Zone.Green, false), (state.Zone(), state.Row().Terms.IsDisputed));

        state.Undo(Convert.FromBase64String(OldForms.Undo));

        Assert.Equal(Zone.Yellow, state.Zone());
        Assert.Equal(Scenario.OneCluster(13_000).Picture!.StateHash, state.Picture!.StateHash);
    }
}
