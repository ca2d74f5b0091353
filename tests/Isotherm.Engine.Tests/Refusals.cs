using System.Numerics;
using Isotherm.Domain;

namespace Isotherm.Engine.Tests;

public sealed class Refusals
{
    public static TheoryData<string, Fact> Misfits => new()
    {
        { "node 99 is unknown", new Fact.NodeRemoved(new(99)) },
        { "node 99 is unknown", new Fact.NodeMoved(new(99), new(1)) },
        { "node 99 is unknown", new Fact.CollateralSet(new(99), 1) },
        { "node 99 is unknown", new Fact.RewardsChanged(new(99), 1) },
        { "node 99 is unknown", new Fact.Penalised(new(99), 0, 0, "") },
        { "node 1 is active already", new Fact.NodeAdded(new(1), new(1), 1) },
        { "node 1 is in cluster 1 already", new Fact.NodeMoved(new(1), new(1)) },
        { "cluster 99 is unknown", new Fact.NodeAdded(new(9), new(99), 1) },
        { "cluster 99 is unknown", new Fact.QueueEntered(new(99), 1, 2) },
        { "cluster 99 is unknown", new Fact.Liquidated(new(99), "", 0, 0) },
        { "cluster 99 is unknown", new Fact.AuditFailed(new(99)) },
        { "cluster 99 is unknown", new Fact.AuditPassed(new(99)) },
        { "cluster 99 is unknown", new Fact.NodeMoved(new(1), new(99)) },
        { "cluster 1 is registered already", new Fact.ClusterRegistered(new(1), "", new(1), "", "") },
        { "cluster 1 is not queued", new Fact.QueueLeft(new(1)) },
        { "cluster 2 is queued already", new Fact.QueueEntered(new(2), 1, 2) },
        { "cluster 3 is liquidated", new Fact.NodeAdded(new(9), new(3), 1) },
        { "cluster 3 is liquidated", new Fact.Liquidated(new(3), "", 0, 0) },
        { "cluster 4 has no nodes", new Fact.QueueEntered(new(4), 1, 2) },
        { "collateral is -1", new Fact.CollateralSet(new(1), -1) },
        { "rewards is -1", new Fact.RewardsChanged(new(1), -1) },
        { "GPU count is -1", new Fact.NodeAdded(new(9), new(1), -1) },
        { "demand is -1", new Fact.DemandSet(new(1), -1) },
        { "warning threshold is -1", new Fact.ThresholdsSet(-1, 1) },
        { "expected 0 to 2^256 - 1", new Fact.CollateralSet(new(1), BigInteger.One << 256) },
        { "a name is too long", new Fact.ClassDefined(new(1), new('é', 128)) },
        { "change 1 is announced already", new Fact.ChangeScheduled(1, 0, 0, 0, 0, 0) },
        { "change 9 is not announced", new Fact.ChangeApplied(9) },
        { "change 9 is not announced", new Fact.ChangeCancelled(9) },
    };

    [Theory]
    [MemberData(nameof(Misfits))]
    public void A_fact_that_does_not_fit_leaves_the_state_untouched_and_says_which(string message, Fact misfit)
    {
        NetworkState state = Mixed();
        (byte[] saved, string ledger, NetworkPicture? picture) = (state.Save(), state.LedgerHash(), state.Picture);
        Fact[] facts = [.. Scenario.Cluster(50, 50, 1), new Fact.CollateralSet(new(1), 7), new Fact.DemandSet(new(1), 3), misfit];

        FoldException refusal = Assert.Throws<FoldException>(() => state.Next(facts));

        Assert.Contains(message, refusal.Message, StringComparison.Ordinal);
        Assert.Contains($"fact 5 ({misfit.GetType().Name})", refusal.Message, StringComparison.Ordinal);
        Assert.Same(misfit, refusal.Fact);
        Assert.Same(picture, state.Picture);
        Assert.Equal(saved, state.Save());
        Assert.Equal(ledger, state.LedgerHash());
        state.Next(facts[..^1]);
        PictureClaims.Assert(state.Picture!);
    }

    [Fact]
    public void A_block_that_does_not_follow_the_head_is_refused()
    {
        NetworkState state = Mixed();
        byte[] saved = state.Save();
        Block next = Scenario.After(state.Picture);

        Refused(state, next with { Header = next.Header with { ParentHash = Scenario.Hash(77) } }, "its parent is");
        Refused(state, next with { Header = next.Header with { Number = 9 } }, "its number is 9");
        Refused(state, next with { Header = next.Header with { Hash = "0x12" } }, "'0x12' is no block hash");
        Refused(state, next with { Header = next.Header with { Timestamp = -1 } }, "the block's time is -1");
        Assert.Equal(saved, state.Save());
    }

    [Fact]
    public void An_undo_of_another_block_or_of_damaged_bytes_is_refused()
    {
        NetworkState state = Mixed();
        byte[] older = state.Next(new Fact.CollateralSet(new(1), 7)).Undo.ToArray();
        byte[] undo = state.Next(new Fact.CollateralSet(new(1), 8)).Undo.ToArray();
        byte[] saved = state.Save();

        Assert.Contains("the undo record is of block", Assert.Throws<FoldException>(() => state.Undo(older)).Message, StringComparison.Ordinal);
        Assert.Throws<InvalidDataException>(() => state.Undo(undo.AsMemory(0, undo.Length - 3)));
        Assert.Throws<InvalidDataException>(() => state.Undo(new byte[] { 200, 1, 2 }));
        for (int i = 0; i < undo.Length; i++)
        {
            byte[] damaged = [.. undo];
            damaged[i] ^= 1;
            Assert.Throws<InvalidDataException>(() => state.Undo(damaged));
            Assert.Equal(saved, state.Save());
        }

        state.Undo(undo);
        state.Undo(older);
        Assert.Throws<FoldException>(() => new NetworkState(Scenario.Rules()).Undo(undo));
    }

    [Fact]
    public void A_saved_state_that_is_damaged_or_of_another_version_or_network_is_refused_by_name()
    {
        byte[] saved = Mixed().Save();
        byte[] newer = [.. saved];
        newer[8] = 4;
        byte[] damaged = [.. saved];
        damaged[^50] ^= 1;

        Assert.Contains("not a saved state", Unloadable(new byte[3]), StringComparison.Ordinal);
        Assert.Contains("version 4", Unloadable(newer), StringComparison.Ordinal);
        Assert.Contains("checksum", Unloadable(damaged), StringComparison.Ordinal);
        Assert.Contains("checksum", Unloadable(saved[..^1]), StringComparison.Ordinal);
        Assert.Contains("network 'test'", Unloadable(saved, Scenario.Rules() with { NetworkId = "other" }), StringComparison.Ordinal);
    }

    private static string Unloadable(byte[] bytes, NetworkRules? rules = null) =>
        Assert.Throws<InvalidDataException>(() => NetworkState.Load(rules ?? Scenario.Rules(), bytes)).Message;

    private static void Refused(NetworkState state, Block block, string message) =>
        Assert.Contains(message, Assert.Throws<FoldException>(() => state.Apply(block, [])).Message, StringComparison.Ordinal);

    /// <summary>Cluster 1 is calm, 2 queued, 3 liquidated, 4 empty; change 1 is announced.</summary>
    private static NetworkState Mixed()
    {
        NetworkState state = Scenario.OneCluster(20_000);
        state.Next(
        [
            .. Scenario.Cluster(2, 2, Scenario.OneGpu),
            .. Scenario.Cluster(3, 3, Scenario.OneGpu),
            new Fact.ClusterRegistered(new(4), "", Scenario.H100, "empty", ""),
            new Fact.ChangeScheduled(1, 0, 1, 12_000, 0, 99),
            new Fact.QueueEntered(new(2), Scenario.Start, Scenario.Start + 60),
            new Fact.Liquidated(new(3), "0xcc", 0, 0),
        ]);
        return state;
    }
}
