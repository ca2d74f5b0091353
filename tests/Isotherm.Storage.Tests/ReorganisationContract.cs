using CsCheck;
using Isotherm.Domain;

namespace Isotherm.Storage.Tests;

/// <summary>Rewinds: orphans stay, marked; everything canonical follows.</summary>
public abstract class ReorganisationContract<TBackend> : JournalContract<TBackend>
    where TBackend : IJournalBackend, new()
{
    [Fact]
    public async Task A_rewind_marks_the_blocks_above_and_their_transitions()
    {
        await using var journal = await Backend.OpenAsync();
        await journal.AppendAsync(Chain.To(4), Token);
        Assert.Equal(5, await journal.AppendAsync([Chain.Rewind(Chain.Ref(2))], Token));

        Assert.Equal([Chain.Ref(1), Chain.Ref(2)], await journal.RecentAsync(9, Token));
        Assert.Null(await journal.BlockAsync(3, Token));
        var orphan = await journal.BlockAsync(Chain.Ref(3).Hash, Token);
        Assert.Equal((3, 5, true), (orphan!.Sequence, orphan.OrphanedBy, orphan.Orphaned));
        Assert.Null((await journal.BlockAsync(Chain.Ref(2).Hash, Token))!.OrphanedBy);
        var page = await journal.TransitionsAsync(new TransitionQuery(null, 100, null), Token);
        Assert.Equal([(4UL, true), (4, true), (3, true), (3, true), (2, false), (2, false), (1, false), (1, false)],
            page.Transitions.Select(t => (t.Transition.Block, t.Orphaned)));
    }

    [Fact]
    public async Task A_block_adopted_again_is_a_new_entry()
    {
        await using var journal = await Backend.OpenAsync();
        await journal.AppendAsync(
            [
                Chain.Block(1), Chain.Block(2),
                Chain.Rewind(Chain.Ref(1)), Chain.Block(2, "b", Chain.Ref(1)),
                Chain.Rewind(Chain.Ref(1)), Chain.Block(2),
            ],
            Token);
        var back = await journal.BlockAsync(Chain.Ref(2).Hash, Token);
        Assert.Equal((6L, null), (back!.Sequence, back.OrphanedBy));
        Assert.Equal(6, (await journal.BlockAsync(2, Token))!.Sequence);
        Assert.Equal(5, (await journal.BlockAsync(Chain.Ref(2, "b").Hash, Token))!.OrphanedBy);

        await journal.AppendAsync([Chain.Rewind(Chain.Ref(1))], Token);
        var orphanedLast = await journal.BlockAsync(Chain.Ref(2).Hash, Token);
        Assert.Equal((6L, 7L), (orphanedLast!.Sequence, orphanedLast.OrphanedBy));
    }

    [Fact]
    public async Task A_chain_may_be_rewound_to_before_its_first_block()
    {
        await using var journal = await Backend.OpenAsync();
        await journal.AppendAsync(Chain.To(3), Token);
        await journal.AppendAsync([Chain.Rewind(Chain.Root)], Token);
        Assert.Empty(await journal.RecentAsync(9, Token));
        await journal.AppendAsync([Chain.Block(1, "b", Chain.Root)], Token);
        Assert.Equal([Chain.Ref(1, "b")], await journal.RecentAsync(9, Token));
    }

    [Fact]
    public async Task A_snapshot_of_an_orphan_is_never_offered()
    {
        await using var journal = await Backend.OpenAsync();
        await journal.AppendAsync(Chain.To(2), Token);
        await journal.SaveSnapshotAsync(1, Chain.Ref(1), new byte[] { 1 }, Token);
        await journal.SaveSnapshotAsync(2, Chain.Ref(2), new byte[] { 2 }, Token);
        await journal.AppendAsync([Chain.Rewind(Chain.Ref(1)), Chain.Block(2, "b", Chain.Ref(1)), Chain.Rewind(Chain.Ref(1)), Chain.Block(2)], Token);

        // Block 2 is canonical again, but going on after entry 2 would rewind below that snapshot.
        Assert.Equal((1L, Chain.Ref(1)), await journal.LatestSnapshotAsync(null, Token) is { } s ? (s.Sequence, s.Block) : default);
    }

    [Fact]
    public async Task Snapshots_of_orphans_take_no_place_from_others()
    {
        await using var journal = await Backend.OpenAsync();
        await journal.AppendAsync(Chain.To(4), Token);
        for (var n = 1UL; n <= 4; n++)
            await journal.SaveSnapshotAsync((long)n, Chain.Ref(n), new byte[1], Token);
        await journal.AppendAsync([Chain.Rewind(Chain.Ref(2)), Chain.Block(3, "b", Chain.Ref(2)), Chain.Block(4, "b")], Token);
        await journal.SaveSnapshotAsync(6, Chain.Ref(3, "b"), new byte[1], Token);
        await journal.SaveSnapshotAsync(7, Chain.Ref(4, "b"), new byte[1], Token);
        Assert.Equal(Chain.Ref(4, "b"), (await journal.LatestSnapshotAsync(null, Token))!.Block);
        Assert.Equal(Chain.Ref(1), (await journal.LatestSnapshotAsync(1, Token))!.Block);
    }

    [Fact]
    public async Task Rare_facts_of_orphans_are_left_out()
    {
        var first = new Fact.ThresholdsSet(15_000, 12_000);
        var orphaned = new Fact.ThresholdsSet(20_000, 13_000);
        var then = new Fact.ThresholdsSet(16_000, 12_500);
        await using var journal = await Backend.OpenAsync();
        await journal.AppendAsync(
            [
                Chain.Block(1, facts: [new Fact.GracePeriodSet(60), first]),
                Chain.Block(2, facts: [orphaned]),
                Chain.Rewind(Chain.Ref(1)),
                Chain.Block(2, "b", Chain.Ref(1), facts: [new Fact.PriceResumed(1), then, first]),
            ],
            Token);
        var found = await journal.FactsOfKindAsync<Fact.ThresholdsSet>(10, Token);
        Assert.Equal([(2UL, first), (2, then), (1, first)], found.Select(f => (f.Block.Number, f.Fact)));
        Assert.Equal(Chain.Block(1).Block.Header.Timestamp, found[^1].Timestamp);
        Assert.Equal([first], (await journal.FactsOfKindAsync<Fact.ThresholdsSet>(1, Token)).Select(f => f.Fact));
        Assert.Equal(60, Assert.Single(await journal.FactsOfKindAsync<Fact.GracePeriodSet>(10, Token)).Fact.Seconds);
        await Assert.ThrowsAsync<ArgumentException>(async () => await journal.FactsOfKindAsync<Fact.PriceResumed>(1, Token));
    }

    [Fact]
    public async Task Any_history_reads_back_as_a_plain_list_would()
    {
        // Each number is a step: its low digit says which, the rest how deep or whether to reopen.
        await Gen.Int[0, 99].List[1, 40].SampleAsync(
            async steps =>
            {
                using var backend = new TBackend();
                var history = new PlainHistory();
                var journal = await backend.OpenAsync();
                foreach (var step in steps)
                {
                    var entries = history.Take(step);
                    Assert.Equal(history.Sequence, await journal.AppendAsync(entries, Token));
                    if (step % 7 == 0 && history.Canonical.Count > 0)
                        await journal.SaveSnapshotAsync(history.Sequence, history.Canonical[^1], BitConverter.GetBytes(history.Sequence), Token);
                    if (step > 90)
                    {
                        await journal.DisposeAsync();
                        journal = await backend.OpenAsync();
                    }
                }

                await AssertSameAsync(history, journal);
                await journal.DisposeAsync();
            },
            iter: 40,
            threads: 1);
    }

    private static async Task AssertSameAsync(PlainHistory history, IJournal journal)
    {
        Assert.Equal(history.Sequence, journal.Sequence);
        Assert.Equal(history.Canonical, await journal.RecentAsync(1_000, Token));
        Assert.Equal(history.Canonical, (await journal.CanonicalAsync(0, ulong.MaxValue, Token)).Select(b => b.Block.Header.Ref));
        var all = await AllAsync(journal);
        Assert.Equal(history.Entries.Count, all.Count);
        for (var i = 0; i < all.Count; i++)
            SameEntry.Assert(history.Entries[i], all[i].Entry);
        var marked = (await journal.TransitionsAsync(new TransitionQuery(null, 1_000, null), Token)).Transitions;
        Assert.Equal(history.Orphans, marked.Where(t => t.Orphaned).Select(t => t.Sequence).ToHashSet());
        var snapshot = await journal.LatestSnapshotAsync(null, Token);
        if (snapshot is null)
            return;
        Assert.Equal(snapshot.Sequence, BitConverter.ToInt64(snapshot.State.Span));
        Assert.Contains(snapshot.Block, history.Canonical);
        Assert.All(
            all.Where(e => e.Sequence > snapshot.Sequence).Select(e => e.Entry).OfType<JournalEntry.RewindEntry>(),
            r => Assert.True(r.To.Number >= snapshot.Block.Number));
    }
}
