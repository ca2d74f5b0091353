using Isotherm.Domain;

namespace Isotherm.Storage.Tests;

/// <summary>Writing: sequence, atomicity, identity, fencing.</summary>
public abstract class AppendContract<TBackend> : JournalContract<TBackend>
    where TBackend : IJournalBackend, new()
{
    [Fact]
    public async Task A_new_journal_is_empty_and_has_an_identity()
    {
        await using var journal = await Backend.OpenAsync();
        Assert.Equal(0, journal.Sequence);
        Assert.Matches("^[0-9a-f]{32}$", journal.Identity.JournalId);
        Assert.Equal((Chain.Network, null, null, 1L), (journal.Identity.NetworkId, journal.Identity.ChainId, journal.Identity.GenesisHash, journal.Identity.Generation));
        Assert.Empty(await AllAsync(journal));
        Assert.Null(await journal.BlockAsync(0, Token));
        Assert.Null(await journal.LatestSnapshotAsync(null, Token));
    }

    [Fact]
    public async Task Entries_read_back_as_they_were_appended()
    {
        JournalEntry[] entries =
        [
            Chain.Block(1),
            new JournalEntry.ClockEntry(DateTimeOffset.FromUnixTimeMilliseconds(1_700_000_123_456)),
            Chain.Block(2),
            Chain.Rewind(Chain.Ref(1)),
            Chain.Block(2, "b", Chain.Ref(1)),
        ];
        await using var journal = await Backend.OpenAsync();
        Assert.Equal(5, await journal.AppendAsync(entries, Token));
        var stored = await AllAsync(journal);
        Assert.Equal([1, 2, 3, 4, 5], stored.Select(e => e.Sequence));
        for (var i = 0; i < entries.Length; i++)
            SameEntry.Assert(entries[i], stored[i].Entry);
        Assert.Equal([4, 5], (await AllAsync(journal, 3)).Select(e => e.Sequence));
    }

    [Fact]
    public async Task Reading_goes_on_past_one_batch()
    {
        await using var journal = await Backend.OpenAsync();
        await journal.AppendAsync(Chain.To(700), Token);
        Assert.Equal(Enumerable.Range(1, 700).Select(n => (long)n), (await AllAsync(journal)).Select(e => e.Sequence));
    }

    [Fact]
    public async Task The_sequence_is_gapless_over_reopening_and_failed_appends()
    {
        for (var n = 1UL; n <= 4; n++)
        {
            await using var journal = await Backend.OpenAsync();
            Assert.Equal((long)n - 1, journal.Sequence);
            await Assert.ThrowsAsync<InvalidOperationException>(
                async () => await journal.AppendAsync([Chain.Block(n), Chain.Block(n + 7)], Token));
            Assert.Equal((long)n - 1, journal.Sequence);
            Assert.Equal((long)n, await journal.AppendAsync([Chain.Block(n)], Token));
            Assert.Equal((long)n, journal.Sequence);
            Assert.Equal((long)n, journal.Identity.Generation);
        }

        await using var last = await Backend.OpenAsync();
        Assert.Equal([1, 2, 3, 4], (await AllAsync(last)).Select(e => e.Sequence));
    }

    [Fact]
    public async Task The_identity_survives_reopening()
    {
        string id;
        await using (var journal = await Backend.OpenAsync())
        {
            await journal.BindAsync(31337, "0xgenesis", Token);
            id = journal.Identity.JournalId;
        }

        await using var again = await Backend.OpenAsync();
        Assert.Equal(new JournalIdentity(id, Chain.Network, 31337, "0xgenesis", 2), again.Identity);
    }

    [Fact]
    public async Task Two_journals_have_two_ids()
    {
        using var elsewhere = new TBackend();
        await using var one = await Backend.OpenAsync();
        await using var other = await elsewhere.OpenAsync();
        Assert.NotEqual(one.Identity.JournalId, other.Identity.JournalId);
    }

    [Fact]
    public async Task Another_chain_is_refused_by_name()
    {
        await using var journal = await Backend.OpenAsync();
        await journal.BindAsync(31337, "0xgenesis", Token);
        await journal.BindAsync(31337, "0xgenesis", Token);
        var chain = await Assert.ThrowsAsync<JournalRefusedException>(async () => await journal.BindAsync(1, "0xgenesis", Token));
        Assert.Equal("The journal of network 'demo' belongs to chain 31337, but the endpoint serves chain 1.", chain.Message);
        var genesis = await Assert.ThrowsAsync<JournalRefusedException>(async () => await journal.BindAsync(31337, "0xother", Token));
        Assert.Equal(
            "The journal of network 'demo' belongs to a chain that begins with 0xgenesis, but the endpoint's begins with 0xother.", genesis.Message);
    }

    [Fact]
    public async Task Another_network_is_refused_and_leaves_the_journal_usable()
    {
        await (await Backend.OpenAsync()).DisposeAsync();
        var refused = await Assert.ThrowsAsync<JournalRefusedException>(() => Backend.OpenAsync("io-net"));
        Assert.Contains("holds network 'demo', not 'io-net'", refused.Message, StringComparison.Ordinal);
        await using var journal = await Backend.OpenAsync();
        Assert.Equal(2, journal.Identity.Generation);
    }

    [Fact]
    public async Task A_newer_schema_is_refused_by_number()
    {
        await (await Backend.OpenAsync()).DisposeAsync();
        await Backend.MakeNewerAsync();
        var refused = await Assert.ThrowsAsync<JournalRefusedException>(() => Backend.OpenAsync());
        Assert.Contains("was written by a newer version of Isotherm (schema 999.later, this one knows 005.queue)", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_superseded_writer_can_store_nothing_more()
    {
        await using var older = await Backend.OpenAsync();
        await older.AppendAsync(Chain.To(2), Token);
        await using var newer = await Backend.SupersedeAsync();
        Assert.Equal(2, newer.Sequence);

        var fenced = await Assert.ThrowsAsync<JournalFencedException>(async () => await older.AppendAsync([Chain.Block(3)], Token));
        Assert.Equal(1, fenced.Generation);
        await Assert.ThrowsAsync<JournalFencedException>(async () => await older.SaveSnapshotAsync(2, Chain.Ref(2), new byte[1], Token));
        await Assert.ThrowsAsync<JournalFencedException>(async () => await older.BindAsync(1, "0xg", Token));

        Assert.Equal(3, await newer.AppendAsync([Chain.Block(3, "b", Chain.Ref(2))], Token));
        Assert.Equal(Chain.Ref(3, "b"), (await newer.RecentAsync(1, Token))[0]);
        Assert.Null(await newer.LatestSnapshotAsync(null, Token));
        Assert.Null(newer.Identity.ChainId);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Cancelling_while_entries_are_taken_leaves_nothing_behind(int cancelAt)
    {
        using var cancel = new CancellationTokenSource();
        await using var journal = await Backend.OpenAsync();
        await journal.AppendAsync(Chain.To(2), Token);
        var entries = new CancellingList(Chain.Span(3, 5), cancelAt, cancel);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await journal.AppendAsync(entries, cancel.Token));
        Assert.Equal(2, journal.Sequence);
        Assert.Equal(2, (await AllAsync(journal)).Count);
        Assert.Equal(4, (await journal.TransitionsAsync(new TransitionQuery(null, 10, null), Token)).Transitions.Count);
        Assert.Equal(5, await journal.AppendAsync(Chain.Span(3, 5), Token));
    }

    [Fact]
    public async Task What_does_not_fit_the_chain_is_not_stored()
    {
        await using var journal = await Backend.OpenAsync();
        await journal.AppendAsync(Chain.To(3), Token);
        JournalEntry[] misfits =
        [
            Chain.Block(3),
            Chain.Block(5, parent: Chain.Ref(3)),
            Chain.Block(4, parent: Chain.Ref(3, "b")),
            Chain.Rewind(Chain.Ref(4)),
            Chain.Rewind(Chain.Ref(2, "b")),
            Chain.Rewind(new BlockRef(0, "0xother")),
            Chain.Block(4) with { Transitions = Chain.Block(5).Transitions },
        ];
        foreach (var misfit in misfits)
            await Assert.ThrowsAsync<InvalidOperationException>(async () => await journal.AppendAsync([misfit], Token));
        Assert.Equal(3, journal.Sequence);
        Assert.Equal(4, await journal.AppendAsync([Chain.Block(4)], Token));
    }

    [Fact]
    public async Task No_entries_are_no_change()
    {
        await using var journal = await Backend.OpenAsync();
        await journal.AppendAsync(Chain.To(2), Token);
        Assert.Equal(2, await journal.AppendAsync([], Token));
        Assert.Equal(2, journal.Sequence);
    }

    [Fact]
    public async Task A_closed_journal_says_so()
    {
        var journal = await Backend.OpenAsync();
        await journal.DisposeAsync();
        await journal.DisposeAsync();
        await Assert.ThrowsAsync<ObjectDisposedException>(async () => await journal.AppendAsync(Chain.To(1), Token));
        await Assert.ThrowsAsync<ObjectDisposedException>(async () => await journal.RecentAsync(1, Token));
    }
}
