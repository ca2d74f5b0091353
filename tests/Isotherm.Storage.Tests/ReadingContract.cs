using Isotherm.Domain;

namespace Isotherm.Storage.Tests;

/// <summary>Queries: blocks, pages of transitions, snapshots.</summary>
public abstract class ReadingContract<TBackend> : JournalContract<TBackend>
    where TBackend : IJournalBackend, new()
{
    [Fact]
    public async Task Blocks_are_found_by_height_hash_and_range()
    {
        await using var journal = await Backend.OpenAsync();
        await journal.AppendAsync(Chain.To(9), Token);
        var five = await journal.BlockAsync(5, Token);
        var expected = Chain.Block(5);
        Assert.Equal((5L, expected.Block, expected.StateHash), (five!.Sequence, five.Block, five.StateHash));
        Assert.Equal(expected.Undo.ToArray(), five.Undo.ToArray());
        Assert.Equal(expected.Facts, five.Facts);
        Assert.Equal(expected.Block, (await journal.BlockAsync(Chain.Ref(5).Hash, Token))!.Block);
        Assert.Null(await journal.BlockAsync("0xnone", Token));
        Assert.Null(await journal.BlockAsync(ulong.MaxValue, Token));
        Assert.Equal([7UL, 8, 9], (await journal.CanonicalAsync(7, 20, Token)).Select(b => b.Block.Header.Number));
        Assert.Equal([Chain.Ref(8), Chain.Ref(9)], await journal.RecentAsync(2, Token));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(40)]
    public async Task Pages_of_transitions_join_without_gap_or_double_while_more_arrive(int limit)
    {
        await using var journal = await Backend.OpenAsync();
        await journal.AppendAsync(Chain.To(10), Token);
        var seen = new List<StoredTransition>();
        TransitionCursor? after = null;
        var next = 11UL;
        do
        {
            var page = await journal.TransitionsAsync(new TransitionQuery(after, limit, null), Token);
            Assert.True(page.Transitions.Count <= limit);
            seen.AddRange(page.Transitions);
            after = page.Next;
            await journal.AppendAsync([Chain.Block(next++)], Token);
        }
        while (after is not null);
        Assert.Equal(
            Chain.To(10).Cast<JournalEntry.BlockEntry>().SelectMany(b => b.Transitions).Reverse(),
            seen.Select(t => t.Transition));
        Assert.Equal(Enumerable.Range(1, 10).Reverse().SelectMany(n => new[] { Chain.Ref((ulong)n).Hash, Chain.Ref((ulong)n).Hash }), seen.Select(t => t.BlockHash));
    }

    [Fact]
    public async Task Transitions_of_one_cluster_are_pages_of_their_own()
    {
        await using var journal = await Backend.OpenAsync();
        await journal.AppendAsync(Chain.To(5), Token);
        var one = new ClusterId(1);
        var page = await journal.TransitionsAsync(new TransitionQuery(null, 3, one), Token);
        Assert.Equal([5UL, 4, 3], page.Transitions.Select(t => t.Transition.Block));
        Assert.Equal(new TransitionCursor(3, 0), page.Next);
        page = await journal.TransitionsAsync(new TransitionQuery(page.Next, 3, one), Token);
        Assert.Equal([(2UL, one), (1UL, one)], page.Transitions.Select(t => (t.Transition.Block, t.Transition.Cluster)));
        Assert.Null(page.Next);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(TransitionQuery.MaxLimit + 1)]
    public async Task A_page_has_a_limit(int limit)
    {
        await using var journal = await Backend.OpenAsync();
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(
            async () => await journal.TransitionsAsync(new TransitionQuery(null, limit, null), Token));
    }

    [Fact]
    public async Task The_latest_snapshot_at_or_below_a_block_is_found()
    {
        await using var journal = await Backend.OpenAsync();
        await journal.AppendAsync(Chain.To(5), Token);
        var two = Enumerable.Repeat((byte)7, 100_000).ToArray();
        await journal.SaveSnapshotAsync(2, Chain.Ref(2), two, Token);
        await journal.SaveSnapshotAsync(5, Chain.Ref(5), ReadOnlyMemory<byte>.Empty, Token);

        Assert.Equal(5, (await journal.LatestSnapshotAsync(null, Token))!.Sequence);
        Assert.Equal(5, (await journal.LatestSnapshotAsync(5, Token))!.Sequence);
        var found = await journal.LatestSnapshotAsync(4, Token);
        Assert.Equal((2L, Chain.Ref(2)), (found!.Sequence, found.Block));
        Assert.Equal(two, found.State.ToArray());
        Assert.Equal(2, (await journal.LatestSnapshotAsync(2, Token))!.Sequence);
        Assert.Null(await journal.LatestSnapshotAsync(1, Token));
    }

    [Fact]
    public async Task A_snapshot_may_follow_clocks_and_rewinds_but_must_name_the_head_then()
    {
        await using var journal = await Backend.OpenAsync();
        await journal.AppendAsync([.. Chain.To(2), Chain.Rewind(Chain.Ref(1)), new JournalEntry.ClockEntry(DateTimeOffset.UnixEpoch)], Token);
        await Assert.ThrowsAsync<InvalidOperationException>(async () => await journal.SaveSnapshotAsync(4, Chain.Ref(2), new byte[1], Token));
        await Assert.ThrowsAsync<InvalidOperationException>(async () => await journal.SaveSnapshotAsync(2, Chain.Ref(1), new byte[1], Token));
        await journal.SaveSnapshotAsync(4, Chain.Ref(1), new byte[1], Token);
        Assert.Equal((4L, Chain.Ref(1)), await journal.LatestSnapshotAsync(null, Token) is { } s ? (s.Sequence, s.Block) : default);
    }

    [Fact]
    public async Task The_last_four_snapshots_and_one_of_each_thousand_blocks_are_kept()
    {
        await using var journal = await Backend.OpenAsync();
        await journal.AppendAsync(Chain.To(2_500), Token);
        for (var n = 100UL; n <= 2_500; n += 100)
            await journal.SaveSnapshotAsync((long)n, Chain.Ref(n), BitConverter.GetBytes(n), Token);
        var kept = new List<ulong>();
        for (ulong? below = ulong.MaxValue; below is { } b && await journal.LatestSnapshotAsync(b, Token) is { } s; below = s.Block.Number - 1)
            kept.Add(s.Block.Number);
        Assert.Equal([2_500UL, 2_400, 2_300, 2_200, 1_900, 900], kept);
    }

    [Fact]
    public async Task A_range_of_blocks_has_a_limit()
    {
        await using var journal = await Backend.OpenAsync();
        await journal.AppendAsync(Chain.To(IJournal.MaxBlocks + 5), Token);
        var first = await journal.CanonicalAsync(2, ulong.MaxValue, Token);
        Assert.Equal((IJournal.MaxBlocks, 2UL), (first.Count, first[0].Block.Header.Number));
        Assert.Equal(4, (await journal.CanonicalAsync(first[^1].Block.Header.Number + 1, ulong.MaxValue, Token)).Count);
    }

    [Fact]
    public async Task Readers_see_what_is_committed_while_the_writer_writes()
    {
        await using var journal = await Backend.OpenAsync();
        await journal.AppendAsync(Chain.To(300), Token);
        var reader = journal.ReadAsync(0, Token).GetAsyncEnumerator(Token);
        Assert.True(await reader.MoveNextAsync());
        for (var n = 301UL; n <= 400; n++)
            await journal.AppendAsync([Chain.Block(n)], Token);
        var last = reader.Current.Sequence;
        while (await reader.MoveNextAsync())
            Assert.Equal(++last, reader.Current.Sequence);
        await reader.DisposeAsync();
        Assert.Equal(400, last);
    }
}
