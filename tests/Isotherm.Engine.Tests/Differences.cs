using CsCheck;
using Isotherm.Domain;

namespace Isotherm.Engine.Tests;

public sealed class Differences
{
    [Fact]
    public void A_price_block_changes_block_and_price_and_no_row()
    {
        NetworkState state = Scenario.OneCluster(20_000);
        NetworkPicture from = state.Picture!;
        Block block = Scenario.After(from);

        NetworkPicture to = state.Apply(block with { NativePrice = from.Market.NativePrice }, []).Picture;

        PictureDelta delta = PictureDiff.Between(from, to);
        Assert.Equal(MarketMembers.Block | MarketMembers.TokenPrice, delta.Market);
        Assert.Empty(delta.Changed);
        Assert.Empty(delta.Added);
        Assert.Empty(delta.Removed);
    }

    [Fact]
    public void A_registration_that_a_rewind_took_back_is_removed_and_another_order_is_only_a_change()
    {
        NetworkState state = Scenario.OneCluster(20_000);
        AppliedBlock first = state.Next([.. Scenario.Cluster(2, 2, 5), .. Scenario.Cluster(3, 3, 6), .. Scenario.Cluster(4, 4, 7)]);
        state.Undo(first.Undo);
        NetworkPicture second = state.Apply(Scenario.After(state.Picture, branch: 1), [.. Scenario.Cluster(3, 3, 6), .. Scenario.Cluster(2, 2, 55), .. Scenario.Cluster(5, 5, 8)]).Picture;

        PictureDelta delta = PictureDiff.Between(first.Picture, second);

        Assert.Equal([new(2)], delta.Changed.Select(change => change.To.Terms.Id));
        Assert.Equal([new(5)], delta.Added.Select(row => row.Terms.Id));
        Assert.Equal([new(4)], delta.Removed);
    }

    [Fact]
    public void A_difference_carries_one_picture_to_the_other() => Gen.Int[0, int.MaxValue].Sample(
        seed =>
        {
            RandomHistory history = new(seed);
            NetworkState state = new(history.Rules);
            List<NetworkPicture> pictures = [];
            Stack<ReadOnlyMemory<byte>> undo = [];
            for (int i = 0; i < 20; i++)
            {
                for (int depth = i % 5 == 4 ? Math.Min(3, undo.Count - 1) : 0; depth > 0; depth--)
                    state.Undo(undo.Pop());
                (Block block, IReadOnlyList<Fact> facts) = history.Next(state.Picture);
                AppliedBlock applied = state.Apply(block, facts);
                undo.Push(applied.Undo);
                pictures.Add(applied.Picture);
            }

            foreach ((NetworkPicture from, NetworkPicture to) in pictures.Zip(pictures.Skip(1)))
                Assert.Equal(Terms(to.Rows), Terms(Carry(from, PictureDiff.Between(from, to))));
        },
        iter: 60);

    private static Dictionary<ClusterId, ClusterRow>.ValueCollection Carry(NetworkPicture from, PictureDelta delta)
    {
        Dictionary<ClusterId, ClusterRow> rows = from.Rows.ToDictionary(row => row.Terms.Id);
        foreach (ClusterId id in delta.Removed)
            Assert.True(rows.Remove(id));
        foreach (RowChange change in delta.Changed)
        {
            Assert.Same(rows[change.From.Terms.Id], change.From);
            rows[change.To.Terms.Id] = change.To;
        }

        foreach (ClusterRow row in delta.Added)
            rows.Add(row.Terms.Id, row);
        return rows.Values;
    }

    private static IEnumerable<(ClusterTerms Terms, QueueState QueueState)> Terms(IEnumerable<ClusterRow> rows) =>
        rows.OrderBy(row => row.Terms.Id).Select(row => (row.Terms, row.QueueState));
}
