using Isotherm.Domain;
using Isotherm.Storage.Alerting;

namespace Isotherm.Storage.Tests;

/// <summary>What alerts store: episodes, undo, messages and what becomes of them.</summary>
public abstract class AlertContract<TBackend> : JournalContract<TBackend>
    where TBackend : IJournalBackend, new()
{
    [Fact]
    public async Task An_episode_has_the_last_state_that_it_was_given_and_goes_with_none()
    {
        await using (var journal = await Backend.OpenAsync())
        {
            await journal.AppendAsync([With(Chain.Block(1), Some.Episodes(("b", 1), ("a", 2)))], Token);
            await journal.AppendAsync([With(Some.Clock(5), Some.Episodes(("b", 3), ("c", 4)))], Token);
            await journal.AppendAsync([With(Chain.Block(2), Some.Episodes(("a", null), ("never", null)))], Token);
        }

        await using var again = await Backend.OpenAsync();
        Assert.Equal([("b", 3), ("c", 4)], (await again.EpisodesAsync(Token)).Select(e => (e.Key, (int)e.State.Span[0])));
    }

    [Fact]
    public async Task What_does_not_commit_leaves_no_share_behind()
    {
        await using var journal = await Backend.OpenAsync();
        var share = Some.Episodes(("a", 1)) with { Undo = new byte[] { 1 }, Messages = [Some.Message(1, "hook")] };
        await Assert.ThrowsAsync<InvalidOperationException>(async () => await journal.AppendAsync([With(Chain.Block(1), share), Chain.Block(7)], Token));
        Assert.Empty(await journal.EpisodesAsync(Token));
        Assert.Empty(await journal.AlertUndoAsync(Chain.Root, Token));
        Assert.Empty(await journal.Outbox.WaitingAsync(10, Token));
        await journal.AppendAsync([With(Chain.Block(1), share)], Token);
        Assert.Single(await journal.Outbox.WaitingAsync(10, Token));
    }

    [Fact]
    public async Task A_rewind_takes_the_undo_above_its_block_and_no_other()
    {
        await using var journal = await Backend.OpenAsync();
        await journal.AppendAsync(
            [
                With(Chain.Block(1), Some.Undo(1)), With(Chain.Block(2), Some.Undo(2)), With(Some.Clock(9), Some.Undo(3)),
                Chain.Block(3), With(Chain.Block(4), Some.Undo(4)),
            ],
            Token);
        Assert.Equal([4], await UndoAsync(journal, Chain.Ref(3)));
        Assert.Equal([4, 3], await UndoAsync(journal, Chain.Ref(2)));
        await journal.AppendAsync([With(Chain.Rewind(Chain.Ref(1)), Some.Episodes(("a", 1)))], Token);
        Assert.Empty(await UndoAsync(journal, Chain.Ref(1)));

        await journal.AppendAsync([With(Chain.Block(2, "b", Chain.Ref(1)), Some.Undo(5))], Token);
        Assert.Equal([5], await UndoAsync(journal, Chain.Ref(1)));
        Assert.Equal([5, 1], await UndoAsync(journal, Chain.Root));
        await journal.AppendAsync([Chain.Rewind(Chain.Root)], Token);
        Assert.Empty(await UndoAsync(journal, Chain.Root));
    }

    [Fact]
    public async Task Messages_wait_in_the_order_in_which_they_were_made_once_for_each_channel()
    {
        await using var journal = await Backend.OpenAsync();
        await journal.AppendAsync(
            [
                With(Chain.Block(1), Some.Told(Some.Message(1, "hook", "mail"), Some.Message(2, "hook"))),
                With(Some.Clock(9), Some.Told(Some.Message(3, "mail"), Some.Message(4))),
            ],
            Token);

        var waiting = await journal.Outbox.WaitingAsync(10, Token);

        Assert.Equal(["m1:hook", "m1:mail", "m2:hook", "m3:mail"], waiting.Select(w => w.Id));
        Assert.Equal(["m1:hook", "m1:mail"], (await journal.Outbox.WaitingAsync(1, Token)).Select(w => w.Id));
        var first = waiting[1];
        var wanted = Some.Message(1, "hook", "mail");
        Assert.Equal(
            ("m1", "alert1", "owner", "mail", "lane-mail", wanted.CreatedAt, wanted.ExpiresAt, wanted.CreatedAt.AddSeconds(1), 0),
            (first.MessageId, first.AlertId, first.Owner, first.Channel, first.Lane, first.CreatedAt, first.ExpiresAt, first.DueAt, first.Attempts));
        Assert.Equal(wanted.Body.ToArray(), first.Body.ToArray());
    }

    [Fact]
    public async Task A_message_that_is_told_twice_goes_out_once()
    {
        await using var journal = await Backend.OpenAsync();
        await journal.AppendAsync([With(Chain.Block(1), Some.Told(Some.Message(1, "hook")))], Token);
        await journal.Outbox.RecordAsync(Some.Attempt("m1:hook", AttemptOutcome.Delivered), Token);
        await journal.AppendAsync([With(Chain.Block(2), Some.Told(Some.Message(1, "hook"), Some.Message(2, "hook")))], Token);
        Assert.Equal(["m2:hook"], (await journal.Outbox.WaitingAsync(10, Token)).Select(w => w.Id));
    }

    [Theory]
    [InlineData(AttemptOutcome.Delivered, DeliveryState.Delivered)]
    [InlineData(AttemptOutcome.Dead, DeliveryState.Dead)]
    [InlineData(AttemptOutcome.Expired, DeliveryState.Expired)]
    public async Task What_is_over_is_handed_out_no_more_whatever_is_recorded_later(AttemptOutcome outcome, DeliveryState state)
    {
        await using (var journal = await Backend.OpenAsync())
        {
            await journal.AppendAsync([With(Chain.Block(1), Some.Told(Some.Message(1, "hook"), Some.Message(2, "hook")))], Token);
            await journal.Outbox.RecordAsync(Some.Attempt("m1:hook", AttemptOutcome.Retry, 7), Token);
            await journal.Outbox.RecordAsync(Some.Attempt("m1:hook", outcome), Token);
            await journal.Outbox.RecordAsync(Some.Attempt("m1:hook", AttemptOutcome.Retry, 9), Token);
            await journal.Outbox.RecordAsync(Some.Attempt("m1:hook", AttemptOutcome.Delivered), Token);
            await journal.Outbox.RecordAsync(Some.Attempt("nothing:hook", AttemptOutcome.Delivered), Token);
        }

        await using var again = await Backend.OpenAsync();
        Assert.Equal(["m2:hook"], (await again.Outbox.WaitingAsync(10, Token)).Select(w => w.Id));
        var over = (await again.Outbox.DeliveriesAsync(new OutboxQuery("owner", null, 10), Token)).Rows[1];
        Assert.Equal((state, 2), (over.State, over.Attempts.Count));
        Assert.Equal(Some.Attempt("m1:hook", outcome), over.Attempts[1]);
    }

    [Fact]
    public async Task A_failed_attempt_says_when_it_is_tried_again()
    {
        await using var journal = await Backend.OpenAsync();
        await journal.AppendAsync([With(Chain.Block(1), Some.Told(Some.Message(1, "hook")))], Token);
        await journal.Outbox.RecordAsync(Some.Attempt("m1:hook", AttemptOutcome.Retry, 30) with { Answer = new string('x', 2_000) }, Token);
        var waiting = Assert.Single(await journal.Outbox.WaitingAsync(10, Token));
        Assert.Equal((1, Some.At.AddSeconds(30)), (waiting.Attempts, waiting.DueAt));
        var stored = Assert.Single((await journal.Outbox.DeliveriesAsync(new OutboxQuery("owner", null, 10), Token)).Rows);
        Assert.Equal(DeliveryAttempt.AnswerLimit, stored.Attempts[0].Answer.Length);
        await Assert.ThrowsAsync<InvalidOperationException>(async () =>
            await journal.Outbox.RecordAsync(Some.Attempt("m1:hook", AttemptOutcome.Retry) with { RetryAt = null }, Token));
    }

    [Fact]
    public async Task A_message_is_taken_when_one_channel_has_taken_it()
    {
        await using var journal = await Backend.OpenAsync();
        await journal.AppendAsync([With(Chain.Block(1), Some.Told(Some.Message(1, "hook", "mail"), Some.Message(2, "hook")))], Token);
        await journal.Outbox.RecordAsync(Some.Attempt("m1:hook", AttemptOutcome.Dead), Token);
        Assert.False(await journal.Outbox.AnyDeliveredAsync("m1", Token));
        await journal.Outbox.RecordAsync(Some.Attempt("m1:mail", AttemptOutcome.Delivered), Token);
        Assert.True(await journal.Outbox.AnyDeliveredAsync("m1", Token));
        Assert.False(await journal.Outbox.AnyDeliveredAsync("m2", Token));
    }

    [Fact]
    public async Task Attempts_recorded_at_the_same_time_are_all_kept()
    {
        await using var journal = await Backend.OpenAsync();
        var messages = Enumerable.Range(1, 200).Select(n => Some.Message(n, "hook")).ToArray();
        await journal.AppendAsync([With(Chain.Block(1), Some.Told(messages))], Token);
        await Task.WhenAll(messages.Select(m => journal.Outbox.RecordAsync(Some.Attempt(m.Id + ":hook", AttemptOutcome.Delivered), Token).AsTask()));
        Assert.Empty(await journal.Outbox.WaitingAsync(1_000, Token));
        Assert.Equal(200, (await journal.Outbox.DeliveriesAsync(new OutboxQuery("owner", null, 1_000) { State = DeliveryState.Delivered }, Token)).Rows.Count);
    }

    [Fact]
    public async Task Its_owner_and_nobody_else_asks_for_a_delivery_again()
    {
        await using var journal = await Backend.OpenAsync();
        await journal.AppendAsync([With(Chain.Block(1), Some.Told(Some.Message(1, "hook")))], Token);
        await journal.Outbox.RecordAsync(Some.Attempt("m1:hook", AttemptOutcome.Expired), Token);
        Assert.False(await journal.Outbox.ReplayAsync("other", "m1:hook", Token));
        Assert.Empty(await journal.Outbox.WaitingAsync(10, Token));
        Assert.True(await journal.Outbox.ReplayAsync("owner", "m1:hook", Token));
        var waiting = Assert.Single(await journal.Outbox.WaitingAsync(10, Token));
        Assert.Null(waiting.ExpiresAt);
        var log = Assert.Single((await journal.Outbox.DeliveriesAsync(new OutboxQuery("owner", null, 10), Token)).Rows).Attempts;
        Assert.Equal([AttemptOutcome.Expired, AttemptOutcome.Replayed], log.Select(a => a.Outcome));
        await journal.Outbox.RecordAsync(Some.Attempt("m1:hook", AttemptOutcome.Delivered), Token);
        Assert.Empty(await journal.Outbox.WaitingAsync(10, Token));
    }

    [Fact]
    public async Task An_account_reads_its_own_page_by_page_newest_first()
    {
        await using var journal = await Backend.OpenAsync();
        await journal.AppendAsync(
            [With(Chain.Block(1), Some.Told([.. Enumerable.Range(1, 5).Select(n => Some.Message(n, "hook")), Some.Message(6, "hook") with { Owner = "other" }]))], Token);
        var page = await journal.Outbox.MessagesAsync(new OutboxQuery("owner", null, 2), Token);
        Assert.Equal(["m5", "m4"], page.Rows.Select(m => m.Id));
        page = await journal.Outbox.MessagesAsync(new OutboxQuery("owner", page.Next, 3), Token);
        Assert.Equal(["m3", "m2", "m1"], page.Rows.Select(m => m.Id));
        Assert.Null(page.Next);
        var deliveries = await journal.Outbox.DeliveriesAsync(new OutboxQuery("owner", null, 4), Token);
        Assert.Equal(["m5:hook", "m4:hook", "m3:hook", "m2:hook"], deliveries.Rows.Select(d => d.Id));
        Assert.Equal(["m1:hook"], (await journal.Outbox.DeliveriesAsync(new OutboxQuery("owner", deliveries.Next, 4), Token)).Rows.Select(d => d.Id));
        Assert.Equal(["m6"], (await journal.Outbox.MessagesAsync(new OutboxQuery("other", null, 9), Token)).Rows.Select(m => m.Id));
    }

    [Fact]
    public async Task The_first_delivery_about_a_cluster_counts_from_when_its_message_was_made()
    {
        await using var journal = await Backend.OpenAsync();
        var messages = new[] { 1, 2, 3 }.Select(n => Some.Message(n, "hook") with { Clusters = n == 3 ? ["8"] : ["7", "8"] }).ToArray();
        await journal.AppendAsync([With(Chain.Block(1), Some.Told(messages))], Token);
        foreach (var (id, seconds) in new[] { ("m1", 10), ("m2", 20), ("m3", 5) })
            await journal.Outbox.RecordAsync(Some.Attempt(id + ":hook", AttemptOutcome.Delivered) with { At = Some.At.AddSeconds(seconds) }, Token);

        Assert.Equal(Some.At.AddSeconds(10), await FirstAsync(7, messages[0].CreatedAt));
        Assert.Equal(Some.At.AddSeconds(20), await FirstAsync(7, messages[1].CreatedAt));
        Assert.Equal(Some.At.AddSeconds(5), await FirstAsync(8, messages[0].CreatedAt));
        Assert.Null(await FirstAsync(9, messages[0].CreatedAt));
        Assert.Null(await journal.Outbox.FirstDeliveredAsync(new ClusterId(7), messages[0].CreatedAt, Some.At.AddSeconds(9), Token));

        ValueTask<DateTimeOffset?> FirstAsync(int cluster, DateTimeOffset from) =>
            journal.Outbox.FirstDeliveredAsync(new ClusterId(cluster), from, Some.At.AddSeconds(60), Token);
    }

    [Fact]
    public async Task Old_deliveries_that_are_over_are_pruned_the_oldest_first_and_their_messages_stay()
    {
        await using (var journal = await Backend.OpenAsync())
        {
            await journal.AppendAsync([With(Chain.Block(1), Some.Told([.. Enumerable.Range(1, 5).Select(static n => Some.Message(n, "hook", "mail"))]))], Token);
            foreach (var n in new[] { 1, 2, 3, 4 })
            {
                await journal.Outbox.RecordAsync(Some.Attempt($"m{n}:hook", AttemptOutcome.Retry, 1), Token);
                await journal.Outbox.RecordAsync(Some.Attempt($"m{n}:hook", AttemptOutcome.Delivered), Token);
                await journal.Outbox.RecordAsync(Some.Attempt($"m{n}:mail", n == 2 ? AttemptOutcome.Dead : AttemptOutcome.Expired), Token);
            }

            await journal.Outbox.RecordAsync(Some.Attempt("m5:hook", AttemptOutcome.Delivered), Token); // its mail waits
            var before = Some.At.AddSeconds(4); // message 4 was made then

            Assert.Equal(4, await journal.Outbox.PruneAsync(before, 4, Token));
            Assert.Equal(["m5:mail", "m5:hook", "m4:mail", "m4:hook", "m3:mail", "m3:hook"], await DeliveriesAsync(journal));
            Assert.Equal(2, await journal.Outbox.PruneAsync(before, 4, Token));
            Assert.Equal(0, await journal.Outbox.PruneAsync(before, 4, Token));
        }

        await using var again = await Backend.OpenAsync();
        Assert.Equal(["m5:mail", "m5:hook", "m4:mail", "m4:hook"], await DeliveriesAsync(again));
        Assert.Equal(["m5", "m4", "m3", "m2", "m1"], (await again.Outbox.MessagesAsync(new OutboxQuery("owner", null, 10), Token)).Rows.Select(m => m.Id));
        Assert.Equal(["m5:mail"], (await again.Outbox.WaitingAsync(10, Token)).Select(w => w.Id));
        Assert.False(await again.Outbox.ReplayAsync("owner", "m1:hook", Token));
        await again.AppendAsync([With(Chain.Block(2), Some.Told(Some.Message(1, "hook")))], Token); // told before, and not again
        Assert.Equal(["m5:mail"], (await again.Outbox.WaitingAsync(10, Token)).Select(w => w.Id));
    }

    [Fact]
    public async Task What_waits_or_was_asked_for_again_keeps_all_deliveries_of_its_message_however_old()
    {
        await using var journal = await Backend.OpenAsync();
        await journal.AppendAsync([With(Chain.Block(1), Some.Told(Some.Message(1, "hook", "mail"), Some.Message(2, "hook"), Some.Message(3, "hook")))], Token);
        await journal.Outbox.RecordAsync(Some.Attempt("m1:hook", AttemptOutcome.Delivered), Token);
        foreach (var id in new[] { "m2:hook", "m3:hook" })
            await journal.Outbox.RecordAsync(Some.Attempt(id, AttemptOutcome.Dead), Token);
        Assert.True(await journal.Outbox.ReplayAsync("owner", "m2:hook", Token));
        await journal.Outbox.RecordAsync(Some.Attempt("m2:hook", AttemptOutcome.Delivered) with { At = Some.At.AddDays(200) }, Token);

        Assert.Equal(1, await journal.Outbox.PruneAsync(Some.At.AddDays(100), 1_000, Token));
        Assert.Equal(["m2:hook", "m1:mail", "m1:hook"], await DeliveriesAsync(journal));
        Assert.Equal(1, await journal.Outbox.PruneAsync(Some.At.AddDays(300), 1_000, Token));
        Assert.Equal(["m1:mail", "m1:hook"], await DeliveriesAsync(journal));
    }

    [Fact]
    public async Task What_was_pruned_still_counts_as_the_first_delivery_and_as_taken()
    {
        await using var journal = await Backend.OpenAsync();
        var message = Some.Message(1, "hook", "mail", "chat") with { Clusters = ["7"] };
        await journal.AppendAsync([With(Chain.Block(1), Some.Told(message, Some.Message(2, "hook") with { Clusters = ["7"] }))], Token);
        await journal.Outbox.RecordAsync(Some.Attempt("m1:hook", AttemptOutcome.Delivered) with { At = Some.At.AddSeconds(20) }, Token);
        await journal.Outbox.RecordAsync(Some.Attempt("m1:mail", AttemptOutcome.Delivered) with { At = Some.At.AddSeconds(10) }, Token);
        await journal.Outbox.RecordAsync(Some.Attempt("m1:chat", AttemptOutcome.Dead), Token);
        await journal.Outbox.RecordAsync(Some.Attempt("m2:hook", AttemptOutcome.Delivered) with { At = Some.At.AddSeconds(30) }, Token);

        for (var i = 0; i < 4; i++)
        {
            Assert.Equal(Some.At.AddSeconds(10), await FirstAsync(message.CreatedAt, 60));
            Assert.Equal(Some.At.AddSeconds(30), await FirstAsync(message.CreatedAt.AddSeconds(1), 60));
            Assert.Null(await FirstAsync(message.CreatedAt, 9));
            Assert.True(await journal.Outbox.AnyDeliveredAsync("m1", Token));
            Assert.True(await journal.Outbox.AnyDeliveredAsync("m2", Token));
            Assert.Equal(1, await journal.Outbox.PruneAsync(Some.At.AddDays(1), 1, Token));
        }

        Assert.Empty(await DeliveriesAsync(journal));
        Assert.Equal(Some.At.AddSeconds(10), await FirstAsync(message.CreatedAt, 60));

        ValueTask<DateTimeOffset?> FirstAsync(DateTimeOffset from, int seconds) =>
            journal.Outbox.FirstDeliveredAsync(new ClusterId(7), from, Some.At.AddSeconds(seconds), Token);
    }

    [Fact]
    public async Task States_and_texts_that_are_empty_are_kept_as_such()
    {
        await using var journal = await Backend.OpenAsync();
        var empty = Some.Message(1, "hook") with { Rule = "", Body = ReadOnlyMemory<byte>.Empty };
        await journal.AppendAsync([With(Chain.Block(1), new AlertShare { Episodes = [new EpisodeWrite("é/✓", ReadOnlyMemory<byte>.Empty)], Messages = [empty] })], Token);

        Assert.Equal(("é/✓", 0), Assert.Single((await journal.EpisodesAsync(Token)).Select(static e => (e.Key, e.State.Length))));
        Assert.Equal(("", 0), Assert.Single((await journal.Outbox.MessagesAsync(new OutboxQuery("owner", null, 1), Token)).Rows.Select(static m => (m.Rule, m.Body.Length))));
    }

    [Fact]
    public async Task A_superseded_writer_records_no_delivery()
    {
        await using var older = await Backend.OpenAsync();
        await older.AppendAsync([With(Chain.Block(1), Some.Told(Some.Message(1, "hook")))], Token);
        await using var newer = await Backend.SupersedeAsync();
        await Assert.ThrowsAsync<JournalFencedException>(async () => await older.Outbox.RecordAsync(Some.Attempt("m1:hook", AttemptOutcome.Delivered), Token));
        await Assert.ThrowsAsync<JournalFencedException>(async () => await older.Outbox.ReplayAsync("owner", "m1:hook", Token));
        Assert.Single(await newer.Outbox.WaitingAsync(10, Token));
    }

    private static async Task<IEnumerable<string>> DeliveriesAsync(IJournal journal) =>
        (await journal.Outbox.DeliveriesAsync(new OutboxQuery("owner", null, 100), Token)).Rows.Select(d => d.Id);

    private static JournalEntry With(JournalEntry entry, AlertShare share) => entry with { Alerts = share };

    private static async Task<IEnumerable<int>> UndoAsync(IJournal journal, BlockRef to) =>
        (await journal.AlertUndoAsync(to, Token)).Select(undo => (int)undo.Span[0]);
}
